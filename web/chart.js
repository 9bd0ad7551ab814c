/** A chart of a career. */

import { el, svg } from "./element.js";
import { language } from "./language.js";

/**
 * Films as dots by year and rating; the list below the chart has the same data as text.
 *
 * @param {string} name
 * @param {{movie: any}[]} works
 */
export function chart(name, works) {
  const { words } = language;
  const films = works.map(({ movie }) => movie).filter((movie) => movie.year && movie.voteAverage !== null);
  if (films.length < 3) return "";
  const years = films.map((movie) => movie.year);
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const [width, height, edge] = [1000, 180, 24];
  const x = (/** @type {number} */ year) =>
    edge + 20 + ((width - 2 * edge - 20) * (year - first)) / (last - first || 1);
  const y = (/** @type {number} */ rating) => height - edge - ((height - edge - 12) * (rating - 3)) / 6;
  const step = last - first > 40 ? 20 : last - first > 15 ? 10 : 5;
  const ticks = Array.from({ length: last - first + 1 }, (_, n) => first + n).filter(
    (year) => year % step === 0,
  );
  return el(
    "section",
    { class: "part" },
    el("h2", {}, words.career),
    el(
      "div",
      { class: "career-chart" },
      svg(
        "svg",
        { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": words.careerChart(name) },
        [4, 6, 8]
          .map((rating) => [
            svg("line", { x1: edge + 8, x2: width, y1: y(rating), y2: y(rating) }),
            svg("text", { x: 0, y: y(rating) + 4 }, rating),
          ])
          .flat(),
        ticks.map((year) => svg("text", { x: x(year), y: height - 2, class: "tick" }, year)),
        films.map((movie) =>
          svg(
            "circle",
            { cx: x(movie.year), cy: y(Math.min(Math.max(movie.voteAverage, 3), 9)), r: 6 },
            svg("title", {}, `${movie.title} (${movie.year})`),
          ),
        ),
      ),
    ),
  );
}
