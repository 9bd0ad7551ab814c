/**
 * Addresses of the explorer: which view, of which item, in which state. A view keeps its state nowhere
 * else.
 *
 * @typedef {"home" | "film" | "person" | "browse" | "mix" | "search" | "missing"} ViewName
 * @typedef {{view: ViewName, id: string, parameters: URLSearchParams}} Address
 * @typedef {Record<string, string | number | string[] | null | undefined>} State
 */

/** The path of the explorer's start: `/`, or the path that a proxy serves it behind. */
export const ROOT = new URL("../", import.meta.url).pathname;
const VIEWS = new Set(["film", "person", "browse", "mix", "search"]);
const WITH_ID = new Set(["film", "person"]);

/**
 * Parse an address; an unknown one opens the view `missing`.
 *
 * @param {Location | URL} location
 * @returns {Address}
 */
export function read({ pathname, search }) {
  const parameters = new URLSearchParams(search);
  if (!pathname.startsWith(ROOT)) return { view: "missing", id: "", parameters };
  const [name, id = "", ...rest] = pathname.slice(ROOT.length).split("/");
  if (!name) return { view: "home", id: "", parameters };
  const known = VIEWS.has(name) && !rest.length && Boolean(id) === WITH_ID.has(name);
  const view = /** @type {ViewName} */ (known ? name : "missing");
  return { view, id: decodeURIComponent(id), parameters };
}

/**
 * Build an address; empty parameters are left out, and the language is kept.
 *
 * @param {string} path from the root, without a slash before it
 * @param {State} [state]
 */
export function href(path, state = {}) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(state)) {
    const text = Array.isArray(value) ? value.join("~") : value;
    if (text !== null && text !== undefined && text !== "") parameters.set(name, String(text));
  }
  const lang = new URLSearchParams(location.search).get("lang");
  if (lang) parameters.set("lang", lang);
  // For readable addresses: these characters need no escape in a query.
  const query = parameters.toString().replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%7E", "~");
  return ROOT + (query ? `${path}?${query}` : path);
}

/**
 * The values of a list parameter.
 *
 * @param {URLSearchParams} parameters
 * @param {string} name
 */
export function list(parameters, name) {
  return (parameters.get(name) ?? "").split("~").filter(Boolean);
}

/**
 * What a film or a person is called in addresses: TMDB's number, or the global id where no source has that.
 *
 * @param {{id: string, tmdbId: number | null}} found
 */
export const idOf = ({ id, tmdbId }) => String(tmdbId ?? id);

/** @param {{id: string, tmdbId: number | null}} movie */
export const filmHref = (movie) => href(`film/${idOf(movie)}`);

/** @param {{id: string, tmdbId: number | null}} person */
export const personHref = (person) => href(`person/${idOf(person)}`);
