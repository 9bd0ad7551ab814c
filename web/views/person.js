/** The page of a person: career statistics, a chart by year, and all films. */

import { filmHref } from "../address.js";
import { fetchData, toOperation } from "../client.js";
import { chart } from "../chart.js";
import { el } from "../element.js";
import { language, money, number } from "../language.js";
import { missing } from "../notice.js";
import { portrait, poster, tint } from "../poster.js";
import { PERSON } from "../queries.js";

/** @typedef {{movie: any, parts: string[]}} Work */

/** @type {import("../router.js").View} */
export async function person(address, page) {
  const { words } = language;
  const operation = toOperation(PERSON, { id: address.id });
  page.setOperations([operation]);
  page.main.replaceChildren(
    el(
      "div",
      { class: "person-head skeleton", "aria-busy": "true", "aria-label": words.loading },
      el("div", { class: "portrait" }),
      el("div", { class: "film-text" }, el("p", { class: "bone tall" }), el("p", { class: "bone" })),
    ),
  );
  const { person: found } = await fetchData(operation, page.signal);
  if (!found) {
    page.title(words.missing);
    page.main.replaceChildren(missing());
    return;
  }
  page.title(found.name);
  const works = worksOf(found);
  page.main.replaceChildren(
    el(
      "header",
      { class: "person-head", css: tint(found.name) },
      portrait(found),
      el(
        "div",
        { class: "film-text" },
        el("p", { class: "film-line" }, words.filmCount(found.movieCount, number(found.movieCount))),
        el("h1", {}, found.name),
        el(
          "dl",
          { class: "career" },
          Object.entries(words.roles).map(([role, label]) => figures(label, found[role])),
        ),
      ),
    ),
    chart(found.name, works),
    el(
      "section",
      { class: "part" },
      el("h2", {}, words.filmography),
      el("ol", { class: "filmography", role: "list" }, works.map(entry)),
    ),
  );
}

/** Each film once, newest first, with all roles and jobs in it. @param {any} found @returns {Work[]} */
function worksOf({ cast, crew }) {
  /** @type {Map<string, Work>} */
  const works = new Map();
  const add = (/** @type {any} */ movie, /** @type {string} */ part) => {
    const work = works.get(movie.id) ?? { movie, parts: [] };
    if (part && !work.parts.includes(part)) work.parts.push(part);
    works.set(movie.id, work);
  };
  for (const { movie, character } of cast) add(movie, character ? language.words.as(character) : "");
  for (const { movie, job } of crew) add(movie, job);
  return [...works.values()].sort((a, b) => (b.movie.year ?? 0) - (a.movie.year ?? 0));
}

/** @param {string} label @param {any} career */
function figures(label, { movieCount, financedCount, totalRevenue, medianReturn }) {
  const { words } = language;
  if (!movieCount) return null;
  const times = medianReturn === null ? null : `${number(medianReturn, { maximumFractionDigits: 1 })} ×`;
  return el(
    "div",
    {},
    el("dt", {}, label),
    el("dd", { class: "figure" }, number(movieCount)),
    financedCount ? el("dd", { class: "muted" }, `${money(totalRevenue)} ${words.boxOffice}`) : null,
    financedCount && times ? el("dd", { class: "muted" }, `${times} ${words.medianReturn}`) : null,
  );
}

/** @param {Work} work */
function entry({ movie, parts }) {
  const rated =
    movie.voteAverage === null
      ? ""
      : `★ ${number(movie.voteAverage, { minimumFractionDigits: 1, maximumFractionDigits: 1 })}`;
  return el(
    "li",
    {},
    el("span", { class: "entry-year" }, movie.year ?? "–"),
    poster(movie),
    el(
      "span",
      { class: "entry-film" },
      el("a", { href: filmHref(movie) }, movie.title),
      el("span", { class: "muted", lang: "en" }, parts.slice(0, 4).join(", ")),
    ),
    el("span", { class: "entry-rating muted" }, rated),
  );
}
