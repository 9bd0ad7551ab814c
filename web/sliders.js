/** Sliders: one with a single thumb and a text for its value, one with two thumbs for a range of years. */

import { el } from "./element.js";
import { language } from "./language.js";

/**
 * A range slider; neither thumb can pass the other.
 *
 * @param {{first: number, last: number}} there
 * @param {{from: number | null, to: number | null}} tuned
 * @param {(change: {from: number | null, to: number | null}) => void} change
 */
export function years({ first, last }, tuned, change) {
  const { words } = language;
  const output = el("output", { for: "year-from year-to" });
  /** @param {"from" | "to"} end @param {number} value */
  const thumb = (end, value) =>
    el("input", {
      type: "range",
      id: `year-${end}`,
      "aria-label": `${words.years}, ${words[end]}`,
      min: first,
      max: last,
      value,
      on: { input: () => moved(end) },
    });
  const from = thumb("from", tuned.from ?? first);
  const to = thumb("to", tuned.to ?? last);
  const track = el("div", { class: "two-thumbs" }, from, to);

  /** @param {"from" | "to" | null} end */
  function moved(end) {
    let [low, high] = [from.valueAsNumber, to.valueAsNumber];
    if (low > high && end === "from") [low, from.valueAsNumber] = [high, high];
    if (low > high && end === "to") [high, to.valueAsNumber] = [low, low];
    output.textContent = low === first && high === last ? words.any : `${low}–${high}`;
    track.style.setProperty("--low", String((low - first) / (last - first || 1)));
    track.style.setProperty("--high", String((high - first) / (last - first || 1)));
    if (end) change({ from: low === first ? null : low, to: high === last ? null : high });
  }

  moved(null);
  return el(
    "div",
    { class: "slider", role: "group", "aria-label": words.years },
    el("span", {}, words.years),
    track,
    output,
  );
}

/**
 * @param {{id: string, label: string, max: number, step: number, value: number,
 *   says: (value: number) => string, input: (value: number) => void, dataset?: Record<string, string>}} given
 */
export function slider({ id, label, max, step, value, says, input, dataset = {} }) {
  const output = el("output", { for: id });
  const range = el("input", { type: "range", id, min: 0, max, step, on: { input: () => moved(true) } });
  range.valueAsNumber = value;

  /** @param {boolean} byHand */
  function moved(byHand) {
    const now = range.valueAsNumber;
    output.textContent = says(now);
    range.setAttribute("aria-valuetext", says(now));
    range.style.setProperty("--filled", String(now / max));
    if (byHand) input(now);
  }

  moved(false);
  return el("div", { class: "slider", dataset }, el("label", { for: id }, label), range, output);
}
