/**
 * From one view to the next: links stay in the page, back works, focus and scroll go where they belong.
 *
 * @typedef {import("./address.js").Address} Address
 * @typedef {import("./client.js").Question} Question
 * @typedef {object} Page What a view gets: the place to show things, and the signal of its end.
 * @property {HTMLElement} main
 * @property {AbortSignal} signal
 * @property {(questions: Question[]) => void} asks
 * @property {(title: string) => void} title
 * @property {(href: string) => void} go
 * @typedef {void | ((address: Address) => void | Promise<void>)} Update What takes a new address of the same
 *   view, if the view can.
 * @typedef {(address: Address, page: Page) => Update | Promise<Update>} View
 */

import { read } from "./address.js";

/** Leads from view to view. */
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

  /** Show the same address again, as after another language was chosen. */
  again() {
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
   * @param {boolean} [first] whether the focus stays where the browser has it
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
    page.asks([]);
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
 * Change the address without a step back to the one before.
 *
 * @param {string} href
 */
export function replace(href) {
  history.replaceState(history.state, "", href);
}

/**
 * Keep something with this step of the history.
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
