/** The mix view: films similar to several liked films and unlike others. */

import { filmHref, href, idOf, list } from "../address.js";
import { fetchData, toOperation } from "../client.js";
import { el, icon } from "../element.js";
import { language } from "../language.js";
import { K, similarList } from "../similarlist.js";
import { inlineNotice } from "../notice.js";
import { poster } from "../poster.js";
import { CHOSEN, RECOMMEND } from "../queries.js";
import { filmField } from "../suggestions.js";
import { fromParameters, toState, toVariables } from "../tuning.js";

const MOST = 50;
/** Examples to start with; the sample catalog has all of these films. */
const EXAMPLES = [
  { like: ["949", "1422"], unlike: [], title: "Heat + The Departed" },
  { like: ["862", "129"], unlike: ["12"], title: "Toy Story + Spirited Away − Finding Nemo" },
  { like: ["238", "348"], unlike: [], title: "The Godfather + Alien" },
];

/**
 * @typedef {"like" | "unlike"} Side
 * @typedef {Record<Side, string[]>} Choice
 */

/** @type {import("../router.js").View} */
export async function mix(address, page) {
  const { words } = language;
  page.title(words.mix);
  const sides = el("div", { class: "mix-sides" });
  const answer = el("div", {});
  const heading = el("h1", { class: "page-title", tabindex: "-1" }, words.mixTitle);
  page.main.replaceChildren(
    el("header", { class: "page-head" }, heading, el("p", { class: "lede" }, words.mixLede)),
    sides,
    answer,
  );
  let round = new AbortController();

  /** @param {import("../address.js").Address} next */
  async function show({ parameters }) {
    round.abort();
    round = new AbortController();
    page.signal.addEventListener("abort", () => round.abort());
    const { signal } = round;
    const choice = {
      like: list(parameters, "like").slice(0, MOST),
      unlike: list(parameters, "unlike").slice(0, MOST),
    };
    const tuned = fromParameters(parameters);
    const chosen = toOperation(CHOSEN, { ids: [...choice.like, ...choice.unlike] });
    page.setOperations(choice.like.length + choice.unlike.length ? [chosen] : []);
    /** @type {any[]} */
    const films = chosen.variables.ids.length ? (await fetchData(chosen, signal)).movies.nodes : [];
    if (signal.aborted) return;
    const byId = new Map(films.map((film) => [idOf(film), film]));
    const known = {
      like: choice.like.filter((id) => byId.has(id)),
      unlike: choice.unlike.filter((id) => byId.has(id)),
    };
    const focused = document.activeElement?.id;
    const again = sides.childElementCount > 0;
    sides.replaceChildren(side("like", known, byId, page.go), side("unlike", known, byId, page.go));
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    else if (again && document.activeElement === document.body) heading.focus({ preventScroll: true });
    if (!known.like.length) {
      answer.replaceChildren(inlineNotice(words.emptyMix, words.emptyMixNote), examples());
      return;
    }
    const similar = similarList(
      {
        operation: (given) =>
          toOperation(RECOMMEND, { ...known, k: K, lang: language.lang, ...toVariables(given) }),
        films: (data) => data.recommend ?? [],
        address: (given) => href("mix", { ...known, ...toState(given) }),
        mixes: (movie) => ({
          more: href("mix", {
            like: [...known.like, idOf(movie)],
            unlike: known.unlike,
            ...state(),
          }),
          less: href("mix", {
            like: known.like,
            unlike: [...known.unlike, idOf(movie)],
            ...state(),
          }),
        }),
        basis: "BLEND",
        heading: words.recommended,
        onRequest: (other) => page.setOperations([other, chosen]),
      },
      tuned,
      signal,
    );
    answer.replaceChildren(similar.section);
    await similar.ready;
  }

  await show(address);
  return show;
}

/** The current settings of the sliders. */
function state() {
  return toState(fromParameters(new URLSearchParams(location.search)));
}

/**
 * @param {Side} name
 * @param {Choice} choice
 * @param {Map<string, any>} films
 * @param {(href: string) => void} go
 */
function side(name, choice, films, go) {
  const { words } = language;
  const other = name === "like" ? "unlike" : "like";
  /** @param {string[]} ids */
  const address = (ids) => {
    const others = choice[other].filter((id) => !ids.includes(id));
    const [like, unlike] = name === "like" ? [ids, others] : [others, ids];
    return href("mix", { like, unlike, ...state() });
  };
  const heading = `side-${name}`;
  return el(
    "section",
    { class: `mix-side ${name}`, "aria-labelledby": heading },
    el("h2", { id: heading }, icon(name === "like" ? "plus" : "minus"), words[name]),
    choice[name].length
      ? el(
          "ul",
          { class: "chosen", role: "list" },
          choice[name].map((id) =>
            chosenFilm(films.get(id), () => address(choice[name].filter((kept) => kept !== id)), go),
          ),
        )
      : null,
    filmField((movie) => go(address([...new Set([...choice[name], idOf(movie)])])), {
      id: `add-${name}`,
      label: `${words[name]}: ${words.addFilm}`,
      placeholder: words.addFilm,
    }),
  );
}

/**
 * @param {any} film
 * @param {() => string} without the address without this film, with the settings of that moment
 * @param {(href: string) => void} go
 */
function chosenFilm(film, without, go) {
  return el(
    "li",
    {},
    poster(film, { eager: true }),
    el("a", { href: filmHref(film) }, film.title, " ", el("small", {}, film.year)),
    el(
      "a",
      {
        class: "chip round",
        href: without(),
        "aria-label": language.words.remove(film.title),
        on: {
          click: (/** @type {MouseEvent} */ event) => {
            event.preventDefault();
            go(without());
          },
        },
      },
      icon("close"),
    ),
  );
}

function examples() {
  return el(
    "p",
    { class: "chips", "aria-label": language.words.mixExamples, role: "group" },
    EXAMPLES.map(({ like, unlike, title }) =>
      el("a", { class: "chip", href: href("mix", { like, unlike }), lang: "en" }, title),
    ),
  );
}
