/**
 * A text field with suggestions, following the ARIA combobox pattern: the focus stays in the field, arrow
 * keys move through the list, Enter chooses an option, Escape closes the list.
 *
 * @typedef {{label: Node[], href?: string, value: any}} Option
 * @typedef {{title: string, options: Option[]}} Group
 * @typedef {object} Behavior
 * @property {string} id
 * @property {string} label
 * @property {string} placeholder
 * @property {(text: string, signal: AbortSignal) => Promise<Group[]>} suggest
 * @property {(value: any) => void} choose
 * @property {(text: string) => void} [submit] for Enter without an active option; by default it takes the first
 * @property {string} [value]
 */

import { el, icon } from "./element.js";
import { language } from "./language.js";
import { announce } from "./notice.js";

const DEBOUNCE = 90; // milliseconds without a key press before suggestions are requested

/** @param {Behavior} behavior */
export function combobox(behavior) {
  return new Combobox(behavior).element;
}

class Combobox {
  /** @param {Behavior} behavior */
  constructor(behavior) {
    this.behavior = behavior;
    this.controller = new AbortController();
    this.timer = 0;
    this.active = -1;
    /** @type {{element: HTMLElement, value: any}[]} */
    this.options = [];
    const { id, label, placeholder, value } = behavior;
    this.list = el("div", {
      class: "options",
      id: `${id}-list`,
      role: "listbox",
      "aria-label": label,
      hidden: true,
      on: { mousedown: (/** @type {MouseEvent} */ event) => event.preventDefault() },
    });
    this.input = el("input", {
      id,
      type: "search",
      role: "combobox",
      placeholder,
      value: value ?? "",
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      enterkeyhint: "search",
      "aria-label": label,
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": `${id}-list`,
      on: {
        input: () => this.#typed(),
        keydown: (/** @type {KeyboardEvent} */ event) => this.#pressed(event),
        focus: () => this.options.length && this.#open(),
        blur: () => this.#close(),
      },
    });
    this.element = el("div", { class: "combobox" }, icon("search"), this.input, this.list);
  }

  #typed() {
    this.controller.abort();
    clearTimeout(this.timer);
    const text = this.input.value.trim();
    if (!text) {
      this.#fill([]);
      return;
    }
    this.controller = new AbortController();
    const { signal } = this.controller;
    this.timer = setTimeout(async () => {
      try {
        const groups = await this.behavior.suggest(text, signal);
        if (!signal.aborted) this.#fill(groups);
      } catch {
        if (!signal.aborted) this.#fill([]); // Enter searches again and shows the error
      }
    }, DEBOUNCE);
  }

  /** @param {Group[]} groups */
  #fill(groups) {
    const { words } = language;
    this.options = [];
    this.active = -1;
    const shown = groups.filter((group) => group.options.length).map((group, n) => this.#group(group, n));
    this.list.replaceChildren(...shown);
    if (!this.options.length) {
      this.#close();
      if (this.input.value.trim() && document.activeElement === this.input) announce(words.noSuggestions);
      return;
    }
    this.#open();
    announce(words.suggestions(this.options.length));
  }

  /** @param {Group} group @param {number} n */
  #group({ title, options }, n) {
    const heading = `${this.behavior.id}-group-${n}`;
    return el(
      "div",
      { role: "group", "aria-labelledby": heading },
      el("div", { class: "options-title", id: heading, role: "presentation" }, title),
      options.map((option) => this.#option(option)),
    );
  }

  /** @param {Option} option */
  #option({ label, value }) {
    const element = el(
      "div",
      {
        class: "option",
        role: "option",
        id: `${this.behavior.id}-option-${this.options.length}`,
        "aria-selected": "false",
        on: { click: () => this.#choose(value) },
      },
      label,
    );
    this.options.push({ element, value });
    return element;
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    const count = this.options.length;
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count) {
      event.preventDefault();
      this.#open();
      const step = event.key === "ArrowDown" ? 1 : -1;
      // One step beyond either end returns to the field itself.
      this.#activate(((this.active + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      const option = this.options[this.active] ?? (this.behavior.submit ? undefined : this.options[0]);
      const text = this.input.value.trim();
      if (option) this.#choose(option.value);
      else if (text) {
        this.#cancel();
        this.behavior.submit?.(text);
      }
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.#close();
    }
  }

  /** @param {number} index */
  #activate(index) {
    this.options[this.active]?.element.setAttribute("aria-selected", "false");
    this.active = index;
    const option = this.options[index]?.element;
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  /** @param {any} value */
  #choose(value) {
    this.#cancel();
    this.input.value = "";
    this.options = [];
    this.list.replaceChildren();
    this.behavior.choose(value);
  }

  #cancel() {
    clearTimeout(this.timer);
    this.controller.abort();
    this.#close();
  }

  #open() {
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
  }

  #close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.#activate(-1);
  }
}
