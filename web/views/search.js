/** The search results: films, people and everything else with a matching name. */

import { href, personHref } from "../address.js";
import { card, skeletons } from "../card.js";
import { fetchData, toOperation } from "../client.js";
import { el } from "../element.js";
import { bestFirst } from "../hits.js";
import { language, number } from "../language.js";
import { inlineNotice } from "../notice.js";
import { portrait } from "../poster.js";
import { RESULTS } from "../queries.js";

/** @type {import("../router.js").View} */
export async function search(address, page) {
  const query = (address.parameters.get("q") ?? "").trim().slice(0, 200);
  page.title(language.words.resultsFor(query));
  const body = el("div", {}, el("div", { class: "cards" }, skeletons(12)));
  page.main.replaceChildren(el("h1", { class: "page-title" }, language.words.resultsFor(query)), body);
  await show(query, body, page);
  return async (next) => {
    const other = (next.parameters.get("q") ?? "").trim().slice(0, 200);
    page.title(language.words.resultsFor(other));
    const heading = page.main.querySelector("h1");
    if (heading) heading.textContent = language.words.resultsFor(other);
    await show(other, body, page);
  };
}

/** @param {string} query @param {HTMLElement} body @param {import("../router.js").Page} page */
async function show(query, body, page) {
  const { words } = language;
  const operation = toOperation(RESULTS, { query, lang: language.lang });
  page.setOperations([operation]);
  const { films, people, others, similarMovies } = await fetchData(operation, page.signal);
  if (!films.length && !people.length && !others.length) {
    const { alternatives } = similarMovies.match;
    body.replaceChildren(
      inlineNotice(words.nothingFound(query), words.tryOther),
      alternatives.length
        ? part(
            words.didYouMean,
            el(
              "div",
              { class: "cards" },
              alternatives.map((/** @type {any} */ film) => card(film)),
            ),
          )
        : "",
    );
    return;
  }
  const groups = [
    { hits: films, show: () => part(words.films, el("div", { class: "cards" }, films.map(found))) },
    {
      hits: people,
      show: () => part(words.people, el("ul", { class: "people", role: "list" }, people.map(person))),
    },
    { hits: others, show: () => part(words.others, el("p", { class: "chips" }, others.map(other))) },
  ];
  body.replaceChildren(...bestFirst(groups.filter(({ hits }) => hits.length)).map(({ show }) => show()));
}

/** @param {string} title @param {HTMLElement} content */
function part(title, content) {
  return el("section", { class: "part" }, el("h2", {}, title), content);
}

/** @param {{node: any, matched: string}} hit */
function found({ node, matched }) {
  const also = matched === node.title ? null : `${node.year ?? ""} ${language.words.also(matched)}`.trim();
  return card(node, also);
}

/** @param {{node: any}} hit */
function person({ node }) {
  const count = language.words.filmCount(node.movieCount, number(node.movieCount));
  return el(
    "li",
    {},
    portrait(node),
    el("a", { href: personHref(node) }, node.name),
    el("span", { class: "muted" }, count),
  );
}

/** @param {{node: any}} hit */
function other({ node }) {
  const facet = node.__typename.toLowerCase();
  const label = node.label ?? node.name;
  return el(
    "a",
    { class: "chip", href: href("browse", { [facet]: node.name }) },
    label,
    el("small", {}, number(node.movieCount)),
  );
}
