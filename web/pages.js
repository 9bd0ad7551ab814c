/** Films of a list that goes on: page after page as one scrolls, and with a button. */

import { href } from "./address.js";
import { card } from "./card.js";
import { ask, question } from "./client.js";
import { el } from "./element.js";
import { language, number } from "./language.js";
import { announce, emptiness, failure } from "./notice.js";
import { BROWSE } from "./queries.js";
import { remember } from "./router.js";

export const PAGE = 24;
const MOST = 100; // films that one answer can have
const BY_ITSELF = 4; // pages that come by scrolling; then a button keeps the footer in reach

/** The films, page after page. */
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
    this.turned = 0;
    /** @type {Promise<void> | null} */
    this.coming = null;
    /** @type {string | null} */
    this.cursor = null;
    this.count = el("p", { class: "muted" });
    this.button = el(
      "button",
      { class: "button", type: "button", on: { click: () => void this.more() } },
      language.words.showMore,
    );
    this.asked = this.question(PAGE, null);
    this.watcher = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && void this.next(),
      { rootMargin: "600px" },
    );
    signal.addEventListener("abort", () => this.watcher.disconnect());
  }

  /** @param {number} first @param {string | null} after */
  question(first, after) {
    return question(BROWSE, { where: this.where, sort: [this.sort], first, after });
  }

  /** Show the first page; as many films as there were when one comes back. @param {number} count */
  async start(count) {
    this.films.setAttribute("aria-busy", "true");
    const first = count === PAGE ? this.asked : this.question(Math.min(count, MOST), null);
    const { movies } = await ask(first, this.signal);
    if (this.signal.aborted) return;
    this.films.replaceChildren();
    this.films.removeAttribute("aria-busy");
    this.add(movies);
    while (this.shown < count && this.cursor && !this.signal.aborted) await this.next();
    this.turned = 0;
  }

  /** The page that is on its way, or else the one after. */
  next() {
    this.coming ??= this.#turn().finally(() => {
      this.coming = null;
    });
    return this.coming;
  }

  async #turn() {
    if (!this.cursor) return;
    this.turned += 1;
    try {
      const { movies } = await ask(this.question(PAGE, this.cursor), this.signal);
      if (!this.signal.aborted) this.add(movies);
    } catch (error) {
      if (!this.signal.aborted) this.tail.replaceChildren(failure(error, () => void this.next(), emptiness));
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
        emptiness(
          words.noneFound,
          words.noneFoundNote,
          el("a", { class: "button", href: href("/browse") }, words.clear),
        ),
      );
    }
    this.count.textContent = totalCount ? text : "";
    this.button.hidden = !this.cursor;
    // The button stays where it is, or it would lose the focus.
    if (!this.button.isConnected) this.tail.replaceChildren(this.count, this.button);
    if (this.cursor && this.turned < BY_ITSELF) this.watcher.observe(this.tail);
  }

  /** What the button does: the next film gets the focus. */
  async more() {
    const before = this.shown;
    this.turned = 0;
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
