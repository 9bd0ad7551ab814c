/** The entry point of the explorer: connects the router, the views, and the header and footer. */

import { footer, header } from "./frame.js";
import { language, load } from "./language.js";
import { announce, failure, missing } from "./notice.js";
import { openDrawer } from "./drawer.js";
import { Router } from "./router.js";

/**
 * @typedef {import("./router.js").View} View
 * @type {Record<import("./address.js").ViewName, () => Promise<View>>}
 */
const VIEWS = {
  home: async () => (await import("./views/home.js")).home,
  film: async () => (await import("./views/film.js")).film,
  person: async () => (await import("./views/person.js")).person,
  browse: async () => (await import("./views/browse.js")).browse,
  mix: async () => (await import("./views/mix.js")).mix,
  search: async () => (await import("./views/search.js")).search,
  missing: async () => (_, page) => {
    page.title(language.words.missing);
    page.main.replaceChildren(missing());
  },
};

/** @type {import("./client.js").Operation[]} What the drawer shows: the operations of the current view. */
let operations = [];
const main = /** @type {HTMLElement} */ (document.getElementById("main"));

const page = {
  main,
  setOperations: (/** @type {import("./client.js").Operation[]} */ sent) => {
    operations = sent;
    document.body.classList.toggle("has-operations", sent.length > 0);
  },
  title: (/** @type {string} */ title) => {
    document.title = title ? `${title} · Reelgraph` : "Reelgraph";
  },
};

const router = new Router(
  ({ view }) => VIEWS[view](),
  page,
  ({ view }) => {
    main.dataset.view = view;
    announce("");
    const frame = { view, go, reload: () => void router.reload(), openQuery: () => openDrawer(operations) };
    header(frame);
    footer(frame);
  },
  (error) => {
    page.title(language.words.failed);
    main.replaceChildren(failure(error, () => void router.reload()));
  },
);

/** @param {string} href */
function go(href) {
  void router.go(href);
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "k" || !(event.ctrlKey || event.metaKey)) return;
  const field = document.querySelector('input[role="combobox"]');
  if (!(field instanceof HTMLInputElement)) return;
  event.preventDefault();
  field.focus();
});

// Browsers load the icon again when the address changes, and would read a relative one from there.
const icon = /** @type {HTMLLinkElement} */ (document.querySelector('link[rel="icon"]'));
icon.setAttribute("href", icon.href);

await load();
await router.start();
