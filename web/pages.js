/** An endless list of films: loads the next page as the user scrolls, or with a button. */

import { href } from "./address.js";
import { card } from "./card.js";
import { fetchData, toOperation } from "./client.js";
import { el } from "./element.js";
import { language, number } from "./language.js";
import { announce, inlineNotice, failure } from "./notice.js";
import { BROWSE } from "./queries.js";
import { remember } from "./router.js";

export const PAGE = 24;
const MAX_PER_ANSWER = 100; // films that the API returns at most
const AUTOMATIC_PAGES = 4; // pages loaded by scrolling; then a button, so that the footer can be reached

/** The films that match a filter, loaded page by page. */
export class Pages {
  /**
   * @param {Record<string, any>} where
   * @param {string} sort
   * @param {HTMLElement} films
   * @param {HTMLElement} tail
   * @param {HTMLElement} total
   * @param {AbortSignal} signal
   */
  constructor(where, sort, films, tail, total, signal) {
    this.where = where;
    this.sort = sort;
    this.films = films;
    this.tail = tail;
    this.total = total;
    this.signal = signal;
    this.shown = 0;
    this.automatic = 0;
    /** @type {Promise<void> | null} */
    this.loading = null;
    /** @type {string | null} */
    this.cursor = null;
    this.count = el("p", { class: "muted" });
    this.button = el(
      "button",
      { class: "button", type: "button", on: { click: () => void this.more() } },
      language.words.showMore,
    );
    this.firstPage = this.pageOf(PAGE, null);
    this.watcher = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && void this.next(),
      { rootMargin: "600px" },
    );
    signal.addEventListener("abort", () => this.watcher.disconnect());
  }

  /** @param {number} first @param {string | null} after */
  pageOf(first, after) {
    return toOperation(BROWSE, { where: this.where, sort: [this.sort], first, after });
  }

  /** Show the first films; `count` of them when the user comes back. @param {number} count */
  async start(count) {
    this.films.setAttribute("aria-busy", "true");
    const first = count === PAGE ? this.firstPage : this.pageOf(Math.min(count, MAX_PER_ANSWER), null);
    const { movies } = await fetchData(first, this.signal);
    if (this.signal.aborted) return;
    this.films.replaceChildren();
    this.films.removeAttribute("aria-busy");
    this.add(movies);
    while (this.shown < count && this.cursor && !this.signal.aborted) await this.next();
    this.automatic = 0;
  }

  /** Load the next page, unless one is being loaded; resolves when it is shown. */
  next() {
    this.loading ??= this.#loadNext().finally(() => {
      this.loading = null;
    });
    return this.loading;
  }

  async #loadNext() {
    if (!this.cursor) return;
    this.automatic += 1;
    try {
      const { movies } = await fetchData(this.pageOf(PAGE, this.cursor), this.signal);
      if (!this.signal.aborted) this.add(movies);
    } catch (error) {
      if (!this.signal.aborted)
        this.tail.replaceChildren(failure(error, () => void this.next(), inlineNotice));
    }
  }

  /** @param {any} movies */
  add({ nodes, totalCount, pageInfo }) {
    const { words } = language;
    this.cursor = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    this.shown += nodes.length;
    this.films.append(...nodes.map((/** @type {any} */ film) => card(film, note(film))));
    const text = words.shownOf(number(this.shown), number(totalCount));
    this.total.textContent = words.filmCount(totalCount, number(totalCount));
    announce(text);
    remember({ count: this.shown });
    this.watcher.disconnect();
    if (!totalCount) {
      this.films.replaceChildren(
        inlineNotice(
          words.noneFound,
          words.noneFoundNote,
          el("a", { class: "button", href: href("browse") }, words.clear),
        ),
      );
    }
    this.count.textContent = totalCount ? text : "";
    this.button.hidden = !this.cursor;
    // An attached button is left in place; moving it would take its focus.
    if (!this.button.isConnected) this.tail.replaceChildren(this.count, this.button);
    if (this.cursor && this.automatic < AUTOMATIC_PAGES) this.watcher.observe(this.tail);
  }

  /** Load a page by the button; the first new film gets the focus. */
  async more() {
    const before = this.shown;
    this.automatic = 0;
    await this.next();
    this.films.children[before]?.querySelector("a")?.focus({ preventScroll: true });
  }
}

/** @param {any} film */
function note({ year, voteAverage }) {
  const { words } = language;
  const rated =
    voteAverage === null
      ? null
      : `★ ${number(voteAverage, { minimumFractionDigits: 1, maximumFractionDigits: 1 })}`;
  return [year ?? words.unknownYear, rated].filter(Boolean).join(" · ");
}
