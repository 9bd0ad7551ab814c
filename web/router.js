/**
 * Navigation without page loads: links, the history, and where focus and scroll position go.
 *
 * @typedef {import("./address.js").Address} Address
 * @typedef {import("./client.js").Operation} Operation
 * @typedef {object} Page What a view gets; `signal` is aborted when another view is opened.
 * @property {HTMLElement} main
 * @property {AbortSignal} signal
 * @property {(operations: Operation[]) => void} setOperations
 * @property {(title: string) => void} title
 * @property {(href: string) => void} go
 * @typedef {void | ((address: Address) => void | Promise<void>)} Update What a view may return: handles a new
 *   address of the same view and item, so that the view need not be built again.
 * @typedef {(address: Address, page: Page) => Update | Promise<Update>} View
 */

import { read } from "./address.js";

/** Opens the view of an address, and follows links and the history. */
export class Router {
  /**
   * @param {(address: Address) => Promise<View>} find
   * @param {Omit<Page, "signal" | "go">} page
   * @param {(address: Address) => void} entered
   * @param {(error: unknown) => void} failed
   */
  constructor(find, page, entered, failed) {
    this.find = find;
    this.page = page;
    this.entered = entered;
    this.failed = failed;
    this.controller = new AbortController();
    this.identity = "";
    /** @type {Update} */
    this.update = undefined;
  }

  start() {
    history.scrollRestoration = "manual";
    document.addEventListener("click", (event) => this.#clicked(event));
    addEventListener("popstate", () => this.#enter(history.state?.scroll ?? 0));
    addEventListener("scrollend", () => remember({ scroll: scrollY }));
    return this.#enter(history.state?.scroll ?? 0, true);
  }

  /** @param {string} href */
  go(href) {
    if (href === location.pathname + location.search) return undefined;
    remember({ scroll: scrollY });
    history.pushState(null, "", href);
    return this.#enter(0);
  }

  /** Build the current view again, e.g. in another language. */
  reload() {
    this.identity = "";
    return this.#enter(scrollY, true);
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const target = /** @type {Element} */ (event.target).closest("a");
    const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!target || !plain || event.defaultPrevented || target.target || target.dataset.plain !== undefined)
      return;
    const url = new URL(target.href);
    if (url.origin !== location.origin || url.hash || read(url).view === "missing") return;
    event.preventDefault();
    this.go(url.pathname + url.search);
  }

  /**
   * @param {number} scroll
   * @param {boolean} [first] whether this is the first view, which leaves the focus where it is
   */
  async #enter(scroll, first = false) {
    const address = read(location);
    const identity = `${address.view}/${address.id}`;
    if (this.update && identity === this.identity) {
      await this.update(address);
      return;
    }
    this.controller.abort();
    this.controller = new AbortController();
    const { signal } = this.controller;
    const page = { ...this.page, signal, go: (/** @type {string} */ to) => void this.go(to) };
    this.identity = identity;
    this.update = undefined;
    page.setOperations([]);
    this.entered(address);
    try {
      const view = await this.find(address);
      if (signal.aborted) return;
      const shown = Promise.resolve(view(address, page));
      scrollTo(0, 0);
      if (!first && !page.main.contains(document.activeElement)) page.main.focus({ preventScroll: true });
      const update = await shown;
      if (signal.aborted) return;
      if (document.activeElement === page.main) focusOnHeading(page.main);
      this.update = update;
      if (scroll) scrollTo(0, scroll);
    } catch (error) {
      if (!signal.aborted) this.failed(error);
    }
  }
}

/**
 * Replace the current address, without a new entry in the history.
 *
 * @param {string} href
 */
export function replace(href) {
  history.replaceState(history.state, "", href);
}

/**
 * Store facts with the current entry of the history.
 *
 * @param {Record<string, unknown>} facts
 */
export function remember(facts) {
  history.replaceState({ ...history.state, ...facts }, "");
}

/** @param {HTMLElement} main */
function focusOnHeading(main) {
  const heading = main.querySelector("h1");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}
