/** The header, with search, and the footer, with links to the other pages. */

import { href, ROOT } from "./address.js";
import { el, icon } from "./element.js";
import { choose, language } from "./language.js";
import { searchField } from "./suggestions.js";

/** Pages that not every server has; `data-offers` of the HTML element lists those that exist. */
const OPTIONAL = { report: "report", docs: "docs/" };

/**
 * @typedef {object} Frame
 * @property {import("./address.js").ViewName} view
 * @property {(href: string) => void} go
 * @property {() => void} reload builds the view again, in another language
 * @property {() => void} openQuery
 */

/** @param {Frame} frame */
export function header({ view, go, reload }) {
  const { words } = language;
  const place = /** @type {HTMLElement} */ (document.getElementById("header"));
  const here = (/** @type {string} */ name) => (view === name ? "page" : null);
  place.replaceChildren(
    el(
      "div",
      { class: "header-row" },
      el("a", { class: "brand", href: href(""), "aria-label": words.home }, el("span", {}, "Reel"), "graph"),
      el(
        "nav",
        { "aria-label": "Reelgraph" },
        el("a", { href: href("browse"), "aria-current": here("browse") }, words.browse),
        el("a", { href: href("mix"), "aria-current": here("mix") }, words.mix),
      ),
      view === "home"
        ? el("div", { class: "combobox none" })
        : searchField(go, { id: "search", placeholder: words.searchShort }),
      el(
        "button",
        {
          class: "text-button",
          type: "button",
          lang: language.code === "en" ? "es" : "en",
          on: {
            click: async () => {
              await choose(language.code === "en" ? "es" : "en");
              reload();
            },
          },
        },
        words.otherLanguage,
      ),
      el(
        "button",
        {
          class: "text-button",
          type: "button",
          "aria-label": words.theme,
          title: words.theme,
          on: { click: toggleTheme },
        },
        icon("theme"),
      ),
    ),
  );
  const skip = document.querySelector(".skip");
  if (skip) skip.textContent = words.skip;
}

/** @param {Frame} frame */
export function footer({ openQuery }) {
  const { words } = language;
  const place = /** @type {HTMLElement} */ (document.getElementById("footer"));
  const offers = (document.documentElement.dataset.offers ?? "").split(" ");
  place.replaceChildren(
    el(
      "div",
      { class: "footer-row" },
      el("p", { class: "muted" }, words.footer),
      el(
        "p",
        { class: "footer-links" },
        el("a", { href: `${ROOT}graphql`, "data-plain": true }, words.graphiql),
        el("a", { href: `${ROOT}schema.graphql`, "data-plain": true }, words.schema),
        el("a", { href: `${ROOT}voyager`, "data-plain": true }, words.voyager),
        Object.entries(OPTIONAL)
          .filter(([name]) => offers.includes(name))
          .map(([name, path]) =>
            el("a", { href: ROOT + path, "data-plain": true }, words[/** @type {keyof typeof OPTIONAL} */ (name)]),
          ),
      ),
      el("p", { class: "muted small", id: "attribution" }),
    ),
    el(
      "button",
      { class: "button query-button", type: "button", on: { click: openQuery } },
      icon("code"),
      el("span", {}, words.showQuery),
    ),
  );
}

function toggleTheme() {
  const root = document.documentElement;
  const dark = root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  localStorage.setItem("theme", root.dataset.theme);
}
