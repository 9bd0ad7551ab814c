/**
 * The filters of the browse view: read from the address and turned into API arguments.
 *
 * @typedef {keyof typeof FILTERS} Facet
 * @typedef {Partial<Record<Facet, string[]>>} Chosen
 */

import { list } from "./address.js";

/** Facets by the names of their parameters, and the field of `MovieFilter` of each. */
export const FILTERS = {
  genre: "genres",
  decade: "year",
  language: "languages",
  country: "countries",
  keyword: "keywords",
  tag: "tags",
  company: "companies",
  collection: "collections",
};
/** Facets of which a film must have all chosen values. */
const TOGETHER = new Set(["genre", "keyword", "tag"]);
const FACETS = /** @type {Facet[]} */ (Object.keys(FILTERS));

/** @param {URLSearchParams} parameters */
export function chosenIn(parameters) {
  /** @type {Chosen} */
  const chosen = {};
  for (const facet of FACETS) {
    const values = list(parameters, facet).filter((value) => facet !== "decade" || /^\d{4}$/.test(value));
    if (values.length) chosen[facet] = facet === "decade" ? values.slice(0, 1) : values;
  }
  return chosen;
}

/**
 * The argument `where`: a film must have all chosen genres, keywords and tags, and one of the chosen values
 * of every other facet.
 *
 * @param {Chosen} chosen
 * @param {Facet} [without] a facet to leave out, to count its other values
 */
export function toWhere(chosen, without) {
  /** @type {Record<string, any>} */
  const where = {};
  for (const facet of FACETS) {
    const values = chosen[facet];
    if (!values || facet === without) continue;
    const decade = Number(values[0]);
    if (facet === "decade") where.year = { min: decade, max: decade + 9 };
    else where[FILTERS[facet]] = TOGETHER.has(facet) ? { all: values } : { any: values };
  }
  return where;
}

/**
 * The choice with a value added, or removed if it is chosen already.
 *
 * @param {Chosen} chosen
 * @param {Facet} facet
 * @param {string} value
 * @returns {Chosen}
 */
export function toggled(chosen, facet, value) {
  const before = chosen[facet] ?? [];
  if (before.includes(value)) return { ...chosen, [facet]: before.filter((kept) => kept !== value) };
  return { ...chosen, [facet]: facet === "decade" ? [value] : [...before, value] };
}
