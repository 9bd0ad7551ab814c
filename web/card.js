/**
 * A film as a card; a similar one with its score and its reasons.
 *
 * @typedef {{id: string, tmdbId: number | null, title: string, year: number | null, posterUrl?: string | null}} Film
 * @typedef {{signal: keyof import("./language.js").Words["signals"], contribution: number, text: string}} Reason
 * @typedef {{rank: number, score: number, movie: Film, reasons: Reason[]}} Similar
 */

import { filmHref, idOf } from "./address.js";
import { el, icon } from "./element.js";
import { language, number } from "./language.js";
import { poster } from "./poster.js";

const SHOWN = 4; // reasons listed below the bar; opening the bar shows them all

/**
 * @param {Film} film
 * @param {string | null} [note] text below the title, instead of the year
 * @param {boolean} [eager]
 */
export function card(film, note, eager = false) {
  return el(
    "article",
    { class: "card" },
    poster(film, { eager }),
    el("h3", { class: "card-title" }, el("a", { href: filmHref(film) }, film.title)),
    el("p", { class: "card-note" }, note ?? film.year ?? language.words.unknownYear),
  );
}

/**
 * @param {Similar} similar
 * @param {number} top the best score of the list
 * @param {{more: string, less: string}} mixes addresses of the two buttons
 */
export function similarCard(similar, top, mixes) {
  const { words } = language;
  const { movie, reasons } = similar;
  return el(
    "article",
    { class: "card similar", dataset: { film: idOf(movie) } },
    poster(movie),
    el(
      "div",
      { class: "similar-text" },
      el("h3", { class: "card-title" }, el("a", { href: filmHref(movie) }, movie.title)),
      el("p", { class: "card-note" }, movie.year ?? words.unknownYear),
      score(similar, top),
      el(
        "ul",
        { class: "reasons", role: "list" },
        reasons.slice(0, SHOWN).map(({ signal, text }) => el("li", { dataset: { signal } }, text)),
      ),
      el(
        "p",
        { class: "mixes" },
        el(
          "a",
          { class: "chip round", href: mixes.more, "aria-label": words.more(movie.title) },
          icon("plus"),
          more(),
        ),
        el(
          "a",
          { class: "chip round", href: mixes.less, "aria-label": words.less(movie.title) },
          icon("minus"),
          less(),
        ),
      ),
    ),
  );
}

/** Placeholders of the size of cards while an answer is loading. @param {number} count */
export function skeletons(count) {
  return Array.from({ length: count }, () =>
    el(
      "div",
      { class: "card skeleton", "aria-hidden": "true" },
      el("div", { class: "poster" }),
      el("p", { class: "card-title" }, "\u00a0"),
      el("p", { class: "card-note" }, "\u00a0"),
    ),
  );
}

/**
 * The score as a bar divided by its reasons; one below 0 stands in the list alone. Focus, a tap or hovering opens the full list.
 *
 * @param {Similar} similar
 * @param {number} top
 */
function score({ movie, score: value, reasons }, top) {
  const { words } = language;
  const id = `why-${idOf(movie)}`;
  const positive = reasons.filter(({ contribution }) => contribution > 0);
  const whole = positive.reduce((sum, { contribution }) => sum + contribution, 0);
  const parts = positive.map(({ signal, contribution }) =>
    el("i", { dataset: { signal }, css: { "--share": ((contribution / whole) * (value / top)).toFixed(4) } }),
  );
  const account = el(
    "div",
    { class: "account", id, role: "tooltip" },
    el("p", { class: "account-title" }, words.score(points(value))),
    el(
      "ul",
      { role: "list" },
      reasons.map(({ signal, contribution, text }) =>
        el(
          "li",
          { dataset: { signal }, class: contribution < 0 ? "less" : null },
          el("b", {}, `${words.signals[signal]} `),
          el(
            "span",
            { class: "account-points" },
            contribution < 0 ? words.lessSo(points(contribution)) : points(contribution),
          ),
          el("span", { class: "unseen" }, `: `),
          el("span", { class: "account-text" }, text),
        ),
      ),
    ),
  );
  const button = el(
    "button",
    {
      class: "score",
      type: "button",
      "aria-describedby": id,
      on: {
        keydown: (/** @type {KeyboardEvent} */ event) => {
          if (event.key === "Escape") button.blur();
        },
      },
    },
    el(
      "span",
      { class: "score-value" },
      el("span", { class: "unseen" }, `${words.why(movie.title)}: `),
      points(value),
    ),
    el("span", { class: "bar", "aria-hidden": "true" }, parts),
  );
  return el("div", { class: "scored" }, button, account);
}

/** @param {number} share */
function points(share) {
  return number(share * 100, { maximumFractionDigits: Math.abs(share) < 0.095 ? 1 : 0 });
}

const more = () => el("span", {}, language.words.like);
const less = () => el("span", {}, language.words.unlike);
