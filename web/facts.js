/** The facts of a film; unknown ones are left out. */

import { href, personHref } from "./address.js";
import { el } from "./element.js";
import { day, duration, language, money, number } from "./language.js";

const STARS = 4;
const KEYWORDS = 16;

/** @param {any} movie */
export function rating({ voteAverage, voteCount }) {
  const { words } = language;
  if (voteAverage === null) return el("p", { class: "rating muted" }, words.noVotes);
  const value = number(voteAverage, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return el(
    "p",
    { class: "rating" },
    el("b", { "aria-hidden": "true" }, value),
    el("span", { class: "unseen" }, words.outOfTen(value)),
    el("span", { class: "meter", "aria-hidden": "true", css: { "--share": voteAverage / 10 } }),
    el("span", { class: "muted" }, words.votes(voteCount, number(voteCount))),
  );
}

/** The facts at the top of the page. @param {any} movie */
export function facts({ directors, cast, runtime, countries, originalLanguage }) {
  const { words } = language;
  const starring = cast.slice(0, STARS).map((/** @type {any} */ credit) => credit.person);
  return el(
    "dl",
    { class: "facts" },
    row(words.directedBy, people(directors)),
    row(words.starring, people(starring)),
    row(words.runtime, runtime && duration(runtime)),
    row(words.country, links(countries, "country", "code")),
    row(words.language, originalLanguage && links([originalLanguage], "language", "code")),
  );
}

/** The facts further down. @param {any} movie */
export function moreFacts(movie) {
  const { words } = language;
  const { originalTitle, title, originalLanguage, companies, keywords, tags, budget, revenue } = movie;
  const other = originalTitle && originalTitle !== title ? originalTitle : null;
  return el(
    "section",
    { class: "part" },
    el("h2", {}, words.facts),
    el(
      "dl",
      { class: "facts" },
      row(words.originalTitle, other && el("span", { lang: originalLanguage?.code }, other)),
      row(words.released, released(movie)),
      row(words.companies, links(companies, "company", "name")),
      row(words.budget, budget && money(budget)),
      row(words.revenue, revenue && boxOffice(movie)),
      row(words.keywords, links(keywords.slice(0, KEYWORDS), "keyword", "name"), true),
      row(words.tags, links(tags, "tag", "name"), true),
    ),
  );
}

/** @param {any} movie */
function boxOffice({ revenue, returnRatio }) {
  if (returnRatio === null) return money(revenue);
  const times = number(returnRatio, { maximumFractionDigits: 1 });
  return [`${money(revenue)}, `, el("span", { class: "muted" }, language.words.returned(times))];
}

/** @param {any} movie */
function released({ releaseDate, datePrecision, year }) {
  if (!releaseDate) return null;
  return datePrecision === "YEAR" ? language.words.inTheYear(year) : day(releaseDate);
}

/** @param {any[]} persons */
function people(persons) {
  return commaSeparated(persons.map((person) => el("a", { href: personHref(person) }, person.name)));
}

/** @param {any[]} items @param {string} facet @param {string} value */
function links(items, facet, value) {
  return commaSeparated(
    items.map((item) =>
      el("a", { href: href("browse", { [facet]: item[value] }) }, item.label ?? item.name),
    ),
  );
}

/** @param {HTMLElement[]} parts */
function commaSeparated(parts) {
  return parts.length ? parts.flatMap((part, n) => (n ? [", ", part] : [part])) : null;
}

/**
 * @param {string} term
 * @param {any} value
 * @param {boolean} [wide]
 */
function row(term, value, wide = false) {
  return value ? el("div", { class: wide ? "wide" : null }, el("dt", {}, term), el("dd", {}, value)) : null;
}
