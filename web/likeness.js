/**
 * A list of similar films beside its sliders: asks again when one is moved, the last question wins.
 *
 * @typedef {import("./tuning.js").Tuning} Tuning
 * @typedef {import("./card.js").Similar} Similar
 * @typedef {object} Source Where the films come from.
 * @property {(tuned: Tuning) => import("./client.js").Question} question
 * @property {(data: any) => Similar[]} films
 * @property {(tuned: Tuning) => string} address
 * @property {(movie: import("./card.js").Film) => {more: string, less: string}} mixes
 * @property {Partial<Record<import("./tuning.js").Signal, number>>} rest
 * @property {string} heading
 * @property {(asked: import("./client.js").Question) => void} asked
 */

import { similarCard, skeletons } from "./card.js";
import { ask } from "./client.js";
import { controls, loadRanges } from "./controls.js";
import { el } from "./element.js";
import { language } from "./language.js";
import { announce, emptiness, failure } from "./notice.js";
import { replace } from "./router.js";
import { toVariables } from "./tuning.js";

export const K = 12;
const PAUSE = 140; // milliseconds after a slider moved
const GLIDE = { duration: 320, easing: "cubic-bezier(.2, .7, .2, 1)" };

/**
 * @param {Source} source
 * @param {Tuning} start
 * @param {AbortSignal} left the end of the view
 */
export function likeness(source, start, left) {
  const { words } = language;
  const list = el("div", { class: "cards similar-cards" }, skeletons(K));
  const place = el("div", { class: "tuning-place" }, el("div", { class: "tuning skeleton" }));
  let controller = new AbortController();
  let timer = 0;
  left.addEventListener("abort", () => {
    clearTimeout(timer);
    controller.abort();
  });

  /** @param {Tuning} tuned @param {boolean} [first] */
  async function fetchFilms(tuned, first = false) {
    controller.abort();
    controller = new AbortController();
    const { signal } = controller;
    const asked = source.question(tuned);
    source.asked(asked);
    list.setAttribute("aria-busy", "true");
    try {
      const films = source.films(await ask(asked, signal));
      if (signal.aborted) return;
      show(films, tuned, first);
    } catch (error) {
      if (!signal.aborted) list.replaceChildren(failure(error, () => void fetchFilms(tuned), emptiness));
    }
    if (!signal.aborted) list.removeAttribute("aria-busy");
  }

  /** @param {Similar[]} films @param {Tuning} tuned @param {boolean} first */
  function show(films, tuned, first) {
    if (!films.length) {
      const { where, tuning } = toVariables(tuned);
      const note = where || tuning ? words.noneSimilarNote : words.nothingInCommon;
      list.replaceChildren(emptiness(words.noneSimilar, note));
    } else {
      const places = placesOf(list);
      list.replaceChildren(
        ...films.map((film) => similarCard(film, films[0].score, source.mixes(film.movie))),
      );
      if (!first) glide(list, places);
    }
    if (!first) announce(words.found(films.length));
  }

  /** @param {Tuning} tuned */
  function changed(tuned) {
    replace(source.address(tuned));
    list.setAttribute("aria-busy", "true");
    clearTimeout(timer);
    timer = setTimeout(() => void fetchFilms(tuned), PAUSE);
  }

  void loadRanges().then(
    (ranges) => left.aborted || place.replaceChildren(controls(ranges, start, source.rest, changed)),
    () => place.replaceChildren(), // the list beside says what is wrong
  );
  const section = el(
    "section",
    { class: "likeness", "aria-labelledby": "likeness-heading" },
    el(
      "div",
      { class: "section-head" },
      el("h2", { id: "likeness-heading" }, source.heading),
      el("p", { class: "muted" }, words.similarNote),
    ),
    place,
    list,
  );
  return { section, ready: fetchFilms(start, true) };
}

/** @param {HTMLElement} list */
function placesOf(list) {
  const cards = /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll("[data-film]"));
  return new Map([...cards].map((card) => [card.dataset.film, card.getBoundingClientRect()]));
}

/**
 * Let cards move from where they were; new ones appear.
 *
 * @param {HTMLElement} list
 * @param {Map<string | undefined, DOMRect>} before
 */
function glide(list, before) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  for (const [film, now] of placesOf(list)) {
    const card = list.querySelector(`[data-film="${film}"]`);
    const then = before.get(film);
    const frames = then
      ? { transform: [`translate(${then.x - now.x}px, ${then.y - now.y}px)`, "none"] }
      : { opacity: [0, 1] };
    card?.animate(frames, GLIDE);
  }
}
