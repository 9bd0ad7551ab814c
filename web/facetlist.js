/**
 * The facets of the browse view, and a chip for each chosen value. Every value is a link, so that each
 * choice has an address.
 *
 * @typedef {import("./facets.js").Chosen} Chosen
 * @typedef {import("./facets.js").Facet} Facet
 */

import { href } from "./address.js";
import { el, icon } from "./element.js";
import { toggled } from "./facets.js";
import { language, number } from "./language.js";

const FIRST = 8; // values shown before a facet is opened
/** @type {Set<string>} Facets that the user opened; they stay open. */
const opened = new Set();

/** @param {Chosen} chosen @param {string} sort */
export function address(chosen, sort) {
  return href("browse", { ...chosen, sort: sort === "POPULARITY_DESC" ? null : sort });
}

/**
 * A chip for each chosen value, which removes it; labeled by its code until the facets are loaded.
 *
 * @param {Chosen} chosen
 * @param {string} sort
 * @param {any} [found]
 */
export function chosenChips(chosen, sort, found) {
  const { words } = language;
  const known = found ? options(found) : {};
  const chips = Object.entries(chosen).flatMap(([name, values]) => {
    const facet = /** @type {Facet} */ (name);
    return values.map((value) => {
      const label = known[facet]?.find((option) => option.value === value)?.label ?? value;
      return el(
        "a",
        {
          class: "chip on",
          href: address(toggled(chosen, facet, value), sort),
          "aria-label": words.without(label),
        },
        label,
        icon("close"),
      );
    });
  });
  return chips.length > 1
    ? [...chips, el("a", { class: "chip", href: address({}, sort) }, words.clear)]
    : chips;
}

/**
 * @typedef {{value: string, label: string, count: number}} Option
 * @param {any} found
 * @returns {Partial<Record<Facet, Option[]>>}
 */
function options({ genres, decades, languages, countries }) {
  const keyed = (/** @type {any} */ { groups }) =>
    groups.map((/** @type {any} */ { key, label, count }) => ({ value: key, label, count }));
  return {
    genre: genres.groups.map((/** @type {any} */ { name, label, count }) => ({ value: name, label, count })),
    decade: keyed(decades).reverse(),
    country: keyed(countries),
    language: keyed(languages),
  };
}

/** @param {any} found @param {Chosen} chosen @param {string} sort */
export function groups(found, chosen, sort) {
  const { words } = language;
  const titles = {
    genre: words.genres,
    decade: words.decades,
    country: words.countries,
    language: words.languages,
  };
  const filled = Object.entries(options(found)).filter(([, values]) => values.length);
  return filled.map(([name, values]) => {
    const facet = /** @type {keyof typeof titles} */ (name);
    const most = Math.max(...values.map(({ count }) => count), 1);
    const links = values.map((option) => facetLink(facet, option, most, chosen, sort));
    return el(
      "section",
      { class: "facet" },
      el("h2", { id: `facet-${facet}` }, titles[facet]),
      el("ul", { role: "list", "aria-labelledby": `facet-${facet}` }, links.slice(0, FIRST)),
      links.length > FIRST
        ? el(
            "details",
            { open: opened.has(facet), on: { toggle: toggledOpen(facet) } },
            el("summary", {}, words.moreOf(titles[facet])),
            el("ul", { role: "list", "aria-labelledby": `facet-${facet}` }, links.slice(FIRST)),
          )
        : null,
    );
  });
}

/**
 * @param {Facet} facet
 * @param {Option} option
 * @param {number} most
 * @param {Chosen} chosen
 * @param {string} sort
 */
function facetLink(facet, { value, label, count }, most, chosen, sort) {
  const on = chosen[facet]?.includes(value);
  return el(
    "li",
    { css: { "--share": count / most } },
    el(
      "a",
      {
        id: `${facet}-${value}`,
        href: address(toggled(chosen, facet, value), sort),
        "aria-current": on ? "true" : null,
      },
      label,
      " ",
      el("span", { class: "count" }, number(count)),
    ),
  );
}

/** @param {string} facet */
function toggledOpen(facet) {
  return (/** @type {any} */ event) => (event.target.open ? opened.add(facet) : opened.delete(facet));
}
