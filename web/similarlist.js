/**
 * A list of similar films beside its sliders. Moving a slider fetches the list again; an answer that a
 * later request has overtaken is ignored.
 *
 * @typedef {import("./tuning.js").Tuning} Tuning
 * @typedef {import("./card.js").Similar} Similar
 * @typedef {object} Source Where the films come from.
 * @property {(tuned: Tuning) => import("./client.js").Operation} operation
 * @property {(data: any) => Similar[]} films
 * @property {(tuned: Tuning) => string} address
 * @property {(movie: import("./card.js").Film) => {more: string, less: string}} mixes
 * @property {import("./tuning.js").Basis} basis what the API takes by default
 * @property {string} heading
 * @property {(operation: import("./client.js").Operation) => void} onRequest
 */

import { similarCard, skeletons } from "./card.js";
import { fetchData } from "./client.js";
import { controls, loadRanges } from "./controls.js";
import { el } from "./element.js";
import { language } from "./language.js";
import { announce, inlineNotice, failure } from "./notice.js";
import { replace } from "./router.js";
import { toVariables } from "./tuning.js";

export const K = 12;
const DEBOUNCE = 140; // milliseconds without a slider moving before the list is fetched
const GLIDE = { duration: 320, easing: "cubic-bezier(.2, .7, .2, 1)" };

/**
 * @param {Source} source
 * @param {Tuning} start
 * @param {AbortSignal} left aborted when the view is closed
 */
export function similarList(source, start, left) {
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
    const operation = source.operation(tuned);
    source.onRequest(operation);
    list.setAttribute("aria-busy", "true");
    try {
      const films = source.films(await fetchData(operation, signal));
      if (signal.aborted) return;
      show(films, tuned, first);
    } catch (error) {
      if (!signal.aborted) list.replaceChildren(failure(error, () => void fetchFilms(tuned), inlineNotice));
    }
    if (!signal.aborted) list.removeAttribute("aria-busy");
  }

  /** @param {Similar[]} films @param {Tuning} tuned @param {boolean} first */
  function show(films, tuned, first) {
    if (!films.length) {
      const { where, tuning } = toVariables(tuned);
      const note = where || tuning ? words.noneSimilarNote : words.nothingInCommon;
      list.replaceChildren(inlineNotice(words.noneSimilar, note));
    } else {
      const places = positionsOf(list);
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
    timer = setTimeout(() => void fetchFilms(tuned), DEBOUNCE);
  }

  void loadRanges().then(
    (ranges) => left.aborted || place.replaceChildren(controls(ranges, start, source.basis, changed)),
    () => place.replaceChildren(), // the list shows the error
  );
  const section = el(
    "section",
    { class: "similar-list", "aria-labelledby": "similar-heading" },
    el(
      "div",
      { class: "section-head" },
      el("h2", { id: "similar-heading" }, source.heading),
      el("p", { class: "muted" }, words.similarNote),
    ),
    place,
    list,
  );
  return { section, ready: fetchFilms(start, true) };
}

/** @param {HTMLElement} list */
function positionsOf(list) {
  const cards = /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll("[data-film]"));
  return new Map([...cards].map((card) => [card.dataset.film, card.getBoundingClientRect()]));
}

/**
 * Animate cards from their earlier positions; new ones fade in.
 *
 * @param {HTMLElement} list
 * @param {Map<string | undefined, DOMRect>} before
 */
function glide(list, before) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  for (const [film, now] of positionsOf(list)) {
    const card = list.querySelector(`[data-film="${film}"]`);
    const then = before.get(film);
    const frames = then
      ? { transform: [`translate(${then.x - now.x}px, ${then.y - now.y}px)`, "none"] }
      : { opacity: [0, 1] };
    card?.animate(frames, GLIDE);
  }
}
