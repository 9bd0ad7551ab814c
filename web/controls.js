/**
 * The sliders of a list of similar films.
 *
 * @typedef {import("./tuning.js").Tuning} Tuning
 * @typedef {import("./tuning.js").Signal} Signal
 * @typedef {import("./tuning.js").Basis} Basis
 * @typedef {{signals: Signal[], first: number, last: number}} Ranges signals and years that the catalog has
 */

import { fetchData, toOperation } from "./client.js";
import { el } from "./element.js";
import { language, number } from "./language.js";
import { RANGES } from "./queries.js";
import { slider, years } from "./sliders.js";
import { LEFT_OUT, MAX_WEIGHT, PRESETS, SIGNALS, tuning } from "./tuning.js";

/** Stops of the slider for votes. */
const VOTES = [0, 10, 50, 100, 250, 500, 1000, 2500, 5000, 10000];
const WIDE = "(min-width: 62rem)";
/** @type {Promise<Ranges> | undefined} */
let ranges;

/** The signals and years of the catalog; fetched once. */
export function loadRanges() {
  ranges ??= fetchData(toOperation(RANGES)).then(
    ({ catalog, movies }) => {
      const filled = catalog.model.signals.filter((/** @type {any} */ info) => info.dimensions > 0);
      const named = new Set(filled.map((/** @type {any} */ info) => info.signal));
      const years = movies.groups.map((/** @type {any} */ group) => Number(group.key));
      const first = Math.min(...years);
      const last = Math.max(...years);
      return { signals: SIGNALS.filter((signal) => named.has(signal)), first, last };
    },
    (error) => {
      ranges = undefined;
      throw error;
    },
  );
  return ranges;
}

/**
 * @param {Ranges} there
 * @param {Tuning} start
 * @param {Basis} usual what similarity rests on until somebody chooses
 * @param {(tuned: Tuning) => void} changed
 */
export function controls(there, start, usual, changed) {
  const { words } = language;
  let tuned = start;
  const body = el("div", { class: "tuning-body" });
  const details = el(
    "details",
    { class: "tuning", open: matchMedia(WIDE).matches },
    el("summary", {}, words.tuning),
    body,
  );

  /** @param {Partial<Tuning>} change */
  function change(change) {
    tuned = { ...tuned, ...change };
    changed(tuned);
  }

  /** @param {Tuning} next */
  function reset(next) {
    tuned = next;
    fill();
    changed(tuned);
  }

  /** @param {Basis} basis */
  function choose(basis) {
    const { TASTE, AUDIENCE, ...weights } = tuned.weights; // where these two rest depends on the basis
    reset({ ...tuned, weights, basis: basis === usual ? null : basis });
  }

  function fill() {
    const basis = tuned.basis ?? usual;
    const focused = body.contains(document.activeElement) ? document.activeElement?.id : undefined;
    body.replaceChildren(
      there.signals.includes("TASTE") ? bases(basis, choose) : "",
      presets((preset) =>
        reset(tuning({ ...PRESETS[preset], from: tuned.from, to: tuned.to, votes: tuned.votes })),
      ),
      el(
        "fieldset",
        {},
        el("legend", {}, words.signalsTitle),
        there.signals.map((signal) =>
          weight(signal, tuned, LEFT_OUT[basis].includes(signal) ? 0 : 1, change),
        ),
      ),
      variety(tuned, change),
      years(there, tuned, change),
      votes(tuned, change),
      el(
        "label",
        { class: "check" },
        el("input", {
          type: "checkbox",
          checked: tuned.skipCollection,
          on: { change: (/** @type {any} */ event) => change({ skipCollection: event.target.checked }) },
        }),
        words.skipCollection,
      ),
      el(
        "button",
        { id: "reset-tuning", class: "button quiet", type: "button", on: { click: () => reset(tuning()) } },
        words.reset,
      ),
    );
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }

  fill();
  return details;
}

/**
 * @param {Basis} basis
 * @param {(basis: Basis) => void} choose
 */
function bases(basis, choose) {
  const { words } = language;
  const names = /** @type {Basis[]} */ (Object.keys(LEFT_OUT));
  return el(
    "fieldset",
    { class: "bases" },
    el("legend", {}, words.basis),
    el(
      "div",
      { class: "segments" },
      names.map((name) =>
        el(
          "label",
          {},
          el("input", {
            id: `basis-${name.toLowerCase()}`,
            type: "radio",
            name: "basis",
            value: name,
            checked: name === basis,
            "aria-describedby": "basis-note",
            on: { change: () => choose(name) },
          }),
          el("span", {}, words.bases[name]),
        ),
      ),
    ),
    el("p", { id: "basis-note", class: "muted small" }, words.basisNotes[basis]),
  );
}

/** @param {(preset: keyof typeof PRESETS) => void} choose */
function presets(choose) {
  const { words } = language;
  const names = /** @type {(keyof typeof PRESETS)[]} */ (Object.keys(PRESETS));
  return el(
    "div",
    { class: "presets", role: "group", "aria-label": words.presets },
    names.map((name) =>
      el(
        "button",
        {
          id: `preset-${name}`,
          class: "chip",
          type: "button",
          dataset: { preset: name },
          on: { click: () => choose(name) },
        },
        words.presetNames[name],
      ),
    ),
  );
}

/**
 * @param {Signal} signal
 * @param {Tuning} tuned
 * @param {number} rest
 * @param {(change: Partial<Tuning>) => void} change
 */
function weight(signal, tuned, rest, change) {
  const { words } = language;
  const weights = tuned.weights;
  return slider({
    id: `weight-${signal.toLowerCase()}`,
    label: words.signals[signal],
    dataset: { signal },
    max: MAX_WEIGHT,
    step: 0.5,
    value: weights[signal] ?? rest,
    says: words.weight,
    input: (value) => {
      if (value === rest) delete weights[signal];
      else weights[signal] = value;
      change({ weights });
    },
  });
}

/** @param {Tuning} tuned @param {(change: Partial<Tuning>) => void} change */
function variety(tuned, change) {
  const { words } = language;
  const percent = (/** @type {number} */ value) => number(value, { style: "percent" });
  return slider({
    id: "variety",
    label: words.diversity,
    max: 1,
    step: 0.1,
    value: tuned.diversity,
    says: (value) =>
      value === 0 ? words.diversityEnds[0] : value === 1 ? words.diversityEnds[1] : percent(value),
    input: (diversity) => change({ diversity }),
  });
}

/** @param {Tuning} tuned @param {(change: Partial<Tuning>) => void} change */
function votes(tuned, change) {
  const { words } = language;
  return slider({
    id: "votes",
    label: words.votesAtLeast,
    max: VOTES.length - 1,
    step: 1,
    value: VOTES.findLastIndex((stop) => stop <= tuned.votes),
    says: (value) => (value === 0 ? words.any : number(VOTES[value])),
    input: (value) => change({ votes: VOTES[value] }),
  });
}
