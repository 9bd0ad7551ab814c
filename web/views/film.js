/** The page of a film: its facts, similar films with reasons, and its cast and crew. */

import { href, idOf } from "../address.js";
import { card } from "../card.js";
import { fetchData, toOperation } from "../client.js";
import { el, icon } from "../element.js";
import { people } from "../credits.js";
import { facts, moreFacts, rating } from "../facts.js";
import { language } from "../language.js";
import { K, similarList } from "../similarlist.js";
import { missing } from "../notice.js";
import { poster, tint } from "../poster.js";
import { FILM, SIMILAR } from "../queries.js";
import { fromParameters, toState, toVariables } from "../tuning.js";

const LONG = 45; // characters from which a title is set smaller

/** @type {import("../router.js").View} */
export async function film(address, page) {
  const { words } = language;
  const { id } = address;
  const operation = toOperation(FILM, { id, lang: language.lang });
  page.main.replaceChildren(skeleton());
  const similar = similarList(
    {
      operation: (tuned) => toOperation(SIMILAR, { id, k: K, lang: language.lang, ...toVariables(tuned) }),
      films: (data) => data.movie?.similar ?? [],
      address: (tuned) => href(`film/${id}`, toState(tuned)),
      mixes: (movie) => ({
        more: href("mix", { like: [id, idOf(movie)] }),
        less: href("mix", { like: [id], unlike: [idOf(movie)] }),
      }),
      basis: "TASTE",
      heading: words.similar,
      onRequest: (other) => page.setOperations([operation, other]),
    },
    fromParameters(address.parameters),
    page.signal,
  );
  const { movie } = await fetchData(operation, page.signal);
  if (!movie) {
    page.title(words.missing);
    page.main.replaceChildren(missing());
    return undefined;
  }
  page.title(movie.year ? `${movie.title} (${movie.year})` : movie.title);
  page.main.replaceChildren(head(movie), similar.section, people(movie), collection(movie), moreFacts(movie));
  await similar.ready;
  return undefined;
}

/** @param {any} movie */
function head(movie) {
  const { words } = language;
  return el(
    "article",
    { class: "film-head", css: tint(movie.title) },
    poster(movie, { eager: true }),
    el(
      "div",
      { class: "film-intro" },
      el("p", { class: "film-line" }, line(movie)),
      el("h1", { class: movie.title.length > LONG ? "long" : null }, movie.title),
      movie.tagline ? el("p", { class: "tagline", lang: "en" }, movie.tagline) : null,
      rating(movie),
    ),
    el(
      "div",
      { class: "film-text" },
      el(
        "p",
        { class: movie.overview ? "overview" : "overview muted", lang: movie.overview ? "en" : null },
        movie.overview ?? words.noOverview,
      ),
      facts(movie),
      el(
        "p",
        { class: "film-actions" },
        el(
          "a",
          { class: "button", href: href("mix", { like: [idOf(movie)] }) },
          icon("plus"),
          words.startMix,
        ),
        movie.tmdbId ? outside(words.tmdb, `https://www.themoviedb.org/movie/${movie.tmdbId}`) : null,
        movie.imdbId ? outside(words.imdb, `https://www.imdb.com/title/${movie.imdbId}/`) : null,
      ),
    ),
  );
}

/** Year, runtime and genres. @param {any} movie */
function line(movie) {
  /** @type {(Node | string)[]} */
  const parts = [];
  if (movie.year)
    parts.push(el("a", { href: href("browse", { decade: Math.floor(movie.year / 10) * 10 }) }, movie.year));
  for (const { name, label } of movie.genres)
    parts.push(el("a", { href: href("browse", { genre: name }) }, label));
  return parts.flatMap((part, n) => (n ? [el("span", { "aria-hidden": "true" }, " · "), part] : [part]));
}

/** @param {any} movie */
function collection(movie) {
  if (!movie.collection || movie.collection.movies.length < 2) return "";
  const { name, movies } = movie.collection;
  return el(
    "section",
    { class: "part" },
    el("h2", {}, language.words.collection(name)),
    el(
      "div",
      { class: "shelf", tabindex: "0", role: "region", "aria-label": name },
      movies.map((/** @type {any} */ other) => {
        const shown = card(other);
        if (other.id === movie.id) shown.querySelector("a")?.setAttribute("aria-current", "page");
        return shown;
      }),
    ),
  );
}

/** @param {string} label @param {string} address */
function outside(label, address) {
  return el("a", { class: "button quiet", href: address, rel: "noreferrer" }, label);
}

function skeleton() {
  return el(
    "div",
    { class: "film-head skeleton", "aria-busy": "true", "aria-label": language.words.loading },
    el("div", { class: "poster" }),
    el("div", { class: "film-intro" }, el("p", { class: "bone wide" }), el("p", { class: "bone tall" })),
    el(
      "div",
      { class: "film-text" },
      el("p", { class: "bone" }),
      el("p", { class: "bone" }),
      el("p", { class: "bone" }),
    ),
  );
}
