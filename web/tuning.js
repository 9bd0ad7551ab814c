/**
 * The settings of the sliders: read from the address, written to it, and turned into API arguments.
 *
 * @typedef {keyof import("./language.js").Words["signals"]} Signal
 * @typedef {keyof import("./language.js").Words["bases"]} Basis
 * @typedef {object} Tuning
 * @property {Basis | null} basis null for the default of the list
 * @property {Partial<Record<Signal, number>>} weights those that differ from the default
 * @property {number} diversity
 * @property {number | null} from
 * @property {number | null} to
 * @property {number} votes
 * @property {boolean} skipCollection
 */

/** @type {Signal[]} */
export const SIGNALS = [
  "GENRE",
  "PLOT",
  "KEYWORD",
  "TONE",
  "TAG",
  "CREW",
  "CAST",
  "COLLECTION",
  "ERA",
  "LANGUAGE",
  "COMPANY",
  "ACCLAIM",
  "TASTE",
  "AUDIENCE",
];
export const MAX_WEIGHT = 3;

/**
 * What similarity can rest on, and the signals that count only if somebody moves their slider.
 *
 * @type {Record<Basis, Signal[]>}
 */
export const LEFT_OUT = { CONTENT: ["TASTE", "AUDIENCE"], TASTE: ["AUDIENCE"], BLEND: [] };
const BASES = /** @type {Basis[]} */ (Object.keys(LEFT_OUT));

/** @type {Record<keyof import("./language.js").Words["presetNames"], Partial<Tuning>>} */
export const PRESETS = {
  balanced: {},
  makers: { weights: { CREW: 3, CAST: 2, GENRE: 0.5, ERA: 0.5 } },
  story: {
    basis: "CONTENT",
    weights: { PLOT: 3, KEYWORD: 3, CAST: 0, CREW: 0, COLLECTION: 0, ERA: 0.5 },
    skipCollection: true,
  },
  mood: {
    basis: "CONTENT",
    weights: { TONE: 3, TAG: 3, KEYWORD: 2, PLOT: 2, CAST: 0, CREW: 0.5, COLLECTION: 0 },
  },
  time: { weights: { ERA: 3, LANGUAGE: 3, PLOT: 0.5, COLLECTION: 0 } },
  surprise: { diversity: 0.7, skipCollection: true },
};

/**
 * @param {Partial<Tuning>} [given]
 * @returns {Tuning}
 */
export function tuning(given = {}) {
  return {
    basis: null,
    weights: {},
    diversity: 0,
    from: null,
    to: null,
    votes: 0,
    skipCollection: false,
    ...given,
  };
}

/**
 * Read the settings from an address; invalid values are ignored.
 *
 * @param {URLSearchParams} parameters
 */
export function fromParameters(parameters) {
  /** @type {Tuning["weights"]} */
  const weights = {};
  for (const part of (parameters.get("weights") ?? "").split(",")) {
    const [name, text] = part.split(":");
    const signal = /** @type {Signal} */ (name.toUpperCase());
    const weight = bounded(text, 0, MAX_WEIGHT);
    if (SIGNALS.includes(signal) && weight !== null) weights[signal] = weight;
  }
  const [from, to] = (parameters.get("years") ?? "").split("-");
  const basis = /** @type {Basis} */ ((parameters.get("basis") ?? "").toUpperCase());
  return tuning({
    basis: BASES.includes(basis) ? basis : null,
    weights,
    diversity: bounded(parameters.get("variety"), 0, 1) ?? 0,
    from: bounded(from, 1800, 2200),
    to: bounded(to, 1800, 2200),
    votes: bounded(parameters.get("votes"), 0, 1e6) ?? 0,
    skipCollection: parameters.get("series") === "without",
  });
}

/** @param {Tuning} tuned */
export function toState({ basis, weights, diversity, from, to, votes, skipCollection }) {
  return {
    basis: basis?.toLowerCase() ?? null,
    weights: Object.entries(weights)
      .map(([signal, weight]) => `${signal.toLowerCase()}:${weight}`)
      .join(","),
    variety: diversity || null,
    years: from || to ? `${from ?? ""}-${to ?? ""}` : null,
    votes: votes || null,
    series: skipCollection ? "without" : null,
  };
}

/**
 * The arguments `basis`, `where` and `tuning` of the API; null where nothing differs from the default.
 *
 * @param {Tuning} tuned
 */
export function toVariables({ basis, weights, diversity, from, to, votes, skipCollection }) {
  const given = Object.entries(weights).map(([signal, weight]) => ({ signal, weight }));
  const where = {
    ...(from || to ? { year: { ...(from && { min: from }), ...(to && { max: to }) } } : {}),
    ...(votes ? { voteCount: { min: votes } } : {}),
  };
  const how = {
    ...(given.length ? { weights: given } : {}),
    ...(diversity ? { diversity } : {}),
    ...(skipCollection ? { skipCollection } : {}),
  };
  return { basis, where: orNull(where), tuning: orNull(how) };
}

/** @template {object} T @param {T} value */
const orNull = (value) => (Object.keys(value).length ? value : null);

/**
 * @param {string | null | undefined} text
 * @param {number} min
 * @param {number} max
 */
function bounded(text, min, max) {
  const value = Number.parseFloat(text ?? "");
  return Number.isFinite(value) ? Math.min(Math.max(value, min), max) : null;
}
