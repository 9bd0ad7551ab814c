/** Who made a film: the cast with portraits, the crew by job. */

import { personHref } from "./address.js";
import { el } from "./element.js";
import { language, number } from "./language.js";
import { portrait } from "./poster.js";

const JOBS = 12;

/** @param {any} movie */
export function people(movie) {
  const { words } = language;
  const rest = movie.castCount - movie.cast.length;
  return el(
    "section",
    { class: "part" },
    el("h2", {}, words.castTitle),
    movie.cast.length || movie.crew.length
      ? el(
          "ul",
          { class: "people", role: "list" },
          movie.cast.map(actor),
          rest > 0 ? el("li", { class: "rest" }, words.moreCast(number(rest))) : null,
        )
      : el("p", { class: "muted" }, words.noPeople),
    el("dl", { class: "crew" }, crew(movie.crew)),
  );
}

/** @param {any} credit */
function actor({ character, person }) {
  return el(
    "li",
    {},
    portrait(person),
    el("a", { href: personHref(person) }, person.name),
    character ? el("span", { class: "muted", lang: "en" }, character) : null,
  );
}

/** People grouped by job. @param {any[]} credits */
function crew(credits) {
  /** @type {Map<string, any[]>} */
  const jobs = new Map();
  for (const { job, person } of credits) jobs.set(job, [...(jobs.get(job) ?? []), person]);
  return [...jobs].slice(0, JOBS).map(([job, makers]) =>
    el(
      "div",
      {},
      el("dt", { lang: "en" }, job),
      el(
        "dd",
        {},
        makers.flatMap((person, n) => [n ? ", " : "", el("a", { href: personHref(person) }, person.name)]),
      ),
    ),
  );
}
