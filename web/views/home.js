/** The home page: a search field and two rows of films. */

import { href } from "../address.js";
import { card, skeletons } from "../card.js";
import { fetchData, toOperation } from "../client.js";
import { el, icon } from "../element.js";
import { language, number } from "../language.js";
import { poster } from "../poster.js";
import { HOME } from "../queries.js";
import { searchField } from "../suggestions.js";

const SHELF = 12;
const ART = 3; // posters beside the search field

/** @type {import("../router.js").View} */
export async function home(_, page) {
  const { words } = language;
  const operation = toOperation(HOME);
  page.setOperations([operation]);
  page.title("");
  const popular = shelf(words.popular, href("browse"));
  const acclaimed = shelf(words.acclaimed, href("browse", { sort: "RATING_DESC" }));
  const counts = el("p", { class: "hero-counts muted" }, "\u00a0");
  const field = searchField(page.go, { id: "search", placeholder: words.searchPlaceholder });
  const art = el("div", { class: "hero-art", "aria-hidden": "true" });
  page.main.replaceChildren(
    el(
      "section",
      { class: "hero" },
      el("h1", {}, words.headline),
      el("p", { class: "lede" }, words.lede),
      el("div", { class: "hero-search" }, field),
      counts,
      art,
    ),
    popular.section,
    acclaimed.section,
  );
  field.querySelector("input")?.focus({ preventScroll: true });

  const { catalog, ...shelves } = await fetchData(operation, page.signal);
  counts.textContent = words.counts(number(catalog.movieCount), number(catalog.personCount));
  const attribution = document.getElementById("attribution");
  if (attribution) attribution.textContent = catalog.dataset.attribution;
  art.replaceChildren(
    ...shelves.acclaimed.nodes.slice(0, ART).map((/** @type {any} */ film) => poster(film)),
  );
  popular.fill(shelves.popular.nodes);
  acclaimed.fill(shelves.acclaimed.nodes);
}

/** @param {string} title @param {string} all */
function shelf(title, all) {
  const row = el(
    "div",
    { class: "shelf", tabindex: "0", role: "region", "aria-label": title },
    skeletons(SHELF),
  );
  const section = el(
    "section",
    { class: "shelf-section" },
    el(
      "div",
      { class: "section-head" },
      el("h2", {}, title),
      el(
        "a",
        { class: "more", href: all },
        language.words.seeAll,
        el("span", { class: "unseen" }, ` ${title}`),
        icon("arrow"),
      ),
    ),
    row,
  );
  /** @param {import("../card.js").Film[]} films */
  const fill = (films) => row.replaceChildren(...films.map((film) => card(film)));
  return { section, fill };
}
