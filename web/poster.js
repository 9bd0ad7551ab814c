/**
 * Posters. Each is first drawn from the film's title; the picture covers it once it has loaded, so that
 * the layout never shifts and no broken image is shown.
 *
 * @typedef {{title: string, year?: number | null, posterUrl?: string | null}} Pictured
 */

import { MOTIFS, PALETTES, dice, pick } from "./artwork.js";
import { el, svg } from "./element.js";

const LONG = 45; // characters from which a title is set smaller
const FACES = ["serif", "grotesque", "narrow", "italic"];
const PLACES = ["top", "bottom", "middle"];
const MAX_FAILURES = 4; // pictures in a row that may fail before no more are requested
let failures = 0;

/**
 * @param {Pictured} film
 * @param {{eager?: boolean}} [options]
 */
export function poster(film, { eager = false } = {}) {
  const random = dice(film.title);
  const [paper, first, second, ink] = pick(PALETTES, random);
  const motif = pick(MOTIFS, random)(random);
  const art = svg("svg", { viewBox: "0 0 200 300", preserveAspectRatio: "xMidYMid slice" }, motif);
  const words = film.title.split(/\s+/);
  const longest = Math.max(...words.map((word) => word.length));
  // In hundredths of the poster's width: the longest word fits a line, and the whole fits the poster.
  const size = Math.max(
    7.5,
    Math.min(22, 128 / longest, (film.title.length > LONG ? 88 : 105) / Math.sqrt(film.title.length)),
  );
  return el(
    "div",
    {
      class: `poster ${pick(FACES, random)} ${pick(PLACES, random)}`,
      "aria-hidden": "true",
      css: {
        "--paper": paper,
        "--first": first,
        "--second": second,
        "--ink": ink,
        "--size": size.toFixed(2),
      },
    },
    art,
    el("span", { class: "poster-title" }, el("span", {}, film.title)),
    film.year ? el("span", { class: "poster-year" }, film.year) : null,
    picture(film.posterUrl, eager),
  );
}

/**
 * The portrait of a person: initials until the picture has loaded.
 *
 * @param {{name: string, profileUrl?: string | null}} person
 */
export function portrait(person) {
  const [paper, first, , ink] = pick(PALETTES, dice(person.name));
  const names = person.name.split(/\s+/);
  const initials = [names[0], names.length > 1 ? names[names.length - 1] : ""].map(
    (name) => [...name][0] ?? "",
  );
  return el(
    "div",
    { class: "portrait", "aria-hidden": "true", css: { "--paper": paper, "--first": first, "--ink": ink } },
    el("span", {}, initials.join("").toUpperCase()),
    picture(person.profileUrl, false),
  );
}

/**
 * Two colors of the drawn poster, to tint its surroundings.
 *
 * @param {string} title
 */
export function tint(title) {
  const [paper, first, second] = pick(PALETTES, dice(title));
  return { "--tint": paper, "--tint-first": first, "--tint-second": second };
}

/**
 * @param {string | null | undefined} address
 * @param {boolean} eager
 */
function picture(address, eager) {
  if (!address || !navigator.onLine || failures >= MAX_FAILURES) return null;
  const image = el("img", {
    alt: "",
    decoding: "async",
    loading: eager ? "eager" : "lazy",
    on: {
      load: () => {
        failures = 0;
        image.classList.add("there");
      },
      error: () => {
        failures += 1;
        image.remove();
      },
    },
  });
  image.src = address;
  return image;
}
