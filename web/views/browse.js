/** The browse view: facets, a sort order, and an endless list of films. */

import { skeletons } from "../card.js";
import { fetchData, toOperation } from "../client.js";
import { el } from "../element.js";
import { address, chosenChips, groups } from "../facetlist.js";
import { chosenIn, toWhere } from "../facets.js";
import { language } from "../language.js";
import { inlineNotice, failure } from "../notice.js";
import { PAGE, Pages } from "../pages.js";
import { FACETS } from "../queries.js";

const WIDE = "(min-width: 62rem)";

/** @typedef {import("../facets.js").Chosen} Chosen */

/** @type {import("../router.js").View} */
export async function browse(start, page) {
  const { words } = language;
  page.title(words.browseTitle);
  const total = el("p", { class: "muted total" }, "\u00a0");
  const facets = el("div", { class: "facets" });
  const films = el("div", { class: "cards" }, skeletons(PAGE));
  const tail = el("div", { class: "tail" });
  const chips = el("p", { class: "chips chosen-facets" });
  const order = el("div", { class: "order" });
  page.main.replaceChildren(
    el(
      "header",
      { class: "page-head browse-head" },
      el("h1", { class: "page-title" }, words.browseTitle),
      total,
      order,
    ),
    el(
      "div",
      { class: "browse" },
      el(
        "details",
        { class: "filters", open: matchMedia(WIDE).matches },
        el("summary", {}, words.filters),
        facets,
      ),
      el("div", { class: "browse-films" }, chips, films, tail),
    ),
  );
  let round = new AbortController();
  /** @type {any} The facets that were counted last. */
  let counted = null;
  page.signal.addEventListener("abort", () => round.abort());

  /** @param {import("../address.js").Address} next */
  async function show({ parameters }) {
    round.abort();
    round = new AbortController();
    const chosen = chosenIn(parameters);
    const sort = sortIn(parameters);
    const counts = toOperation(FACETS, {
      where: toWhere(chosen),
      anyDecade: toWhere(chosen, "decade"),
      anyLanguage: toWhere(chosen, "language"),
      anyCountry: toWhere(chosen, "country"),
      lang: language.lang,
    });
    const pages = new Pages(toWhere(chosen), sort, films, tail, total, round.signal);
    page.setOperations([pages.firstPage, counts]);
    order.replaceChildren(orderField(chosen, sort, page.go));
    const { signal } = round;

    function showFacets() {
      const kept = document.activeElement?.id;
      chips.replaceChildren(...chosenChips(chosen, sort, counted));
      if (counted) facets.replaceChildren(...groups(counted, chosen, sort));
      if (kept) document.getElementById(kept)?.focus({ preventScroll: true });
    }

    async function count() {
      const found = await fetchData(counts, signal);
      if (signal.aborted) return;
      counted = found;
      showFacets();
    }

    showFacets(); // with the former counts: the next click adds to what is chosen now
    await Promise.all([count(), pages.start(history.state?.count ?? PAGE)]);
  }

  await show(start);
  return (next) =>
    show(next).catch((error) => {
      if (!page.signal.aborted && error.name !== "AbortError")
        films.replaceChildren(failure(error, () => void show(next), inlineNotice));
    });
}

/** @param {URLSearchParams} parameters */
function sortIn(parameters) {
  const given = parameters.get("sort") ?? "";
  return given in language.words.sorts ? given : "POPULARITY_DESC";
}

/** @param {Chosen} chosen @param {string} sort @param {(href: string) => void} go */
function orderField(chosen, sort, go) {
  const { words } = language;
  const select = el(
    "select",
    { id: "order", on: { change: () => go(address(chosen, select.value)) } },
    Object.entries(words.sorts).map(([value, label]) =>
      el("option", { value, selected: value === sort }, label),
    ),
  );
  return el("label", { class: "select" }, el("span", {}, words.sort), select);
}
