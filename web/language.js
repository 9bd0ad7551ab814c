/**
 * The language of the page: from the address, else the one chosen before, else the browser's.
 *
 * @typedef {typeof import("./words/en.js").words} Words
 * @typedef {"en" | "es"} Lang
 */

import { words as english } from "./words/en.js";

/** @type {Record<Lang, () => Promise<Words>>} */
const DICTIONARIES = {
  en: async () => english,
  es: async () => (await import("./words/es.js")).words,
};

/** The current language and its texts; `load` sets them before anything is shown. */
export const language = {
  /** @type {Lang} */
  code: "en",
  words: english,
  /** As the API spells it. */
  get lang() {
    return this.code.toUpperCase();
  },
  /** The language that titles are asked for in; null for the titles that films have by default. */
  get titles() {
    return this.code === "en" ? null : this.code;
  },
};

/** Determine the language and load its texts. */
export async function load() {
  const asked = new URLSearchParams(location.search).get("lang");
  const wanted = asked ?? localStorage.getItem("lang") ?? navigator.language.slice(0, 2);
  language.code = wanted === "es" ? "es" : "en";
  language.words = await DICTIONARIES[language.code]();
  document.documentElement.lang = language.code;
}

/**
 * Switch to a language and remember it, in the address as well.
 *
 * @param {Lang} code
 */
export function choose(code) {
  localStorage.setItem("lang", code);
  const url = new URL(location.href);
  url.searchParams.set("lang", code);
  history.replaceState(history.state, "", url);
  return load();
}

/** @param {number} value @param {Intl.NumberFormatOptions} [options] */
export function number(value, options) {
  return new Intl.NumberFormat(language.code, options).format(value);
}

/** @param {number} value US dollars */
export function money(value) {
  return number(value, {
    style: "currency",
    currency: "USD",
    notation: "compact",
    maximumSignificantDigits: 3,
  });
}

/** @param {number} minutes */
export function duration(minutes) {
  const hours = Math.floor(minutes / 60);
  return hours ? `${hours} h ${minutes % 60 ? `${minutes % 60} min` : ""}`.trim() : `${minutes} min`;
}

/** @param {string} date ISO 8601 */
export function day(date) {
  return new Intl.DateTimeFormat(language.code, { dateStyle: "long", timeZone: "UTC" }).format(
    new Date(date),
  );
}
