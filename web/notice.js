/** What is said where there is nothing to show, and to screen readers when something changed. */

import { AskError } from "./client.js";
import { el } from "./element.js";
import { href } from "./address.js";
import { language } from "./language.js";

/**
 * @param {string} title
 * @param {string} note
 * @param {...(Node | null)} actions
 */
export function notice(title, note, ...actions) {
  const row = actions.length ? el("p", { class: "notice-actions" }, actions) : null;
  return el("section", { class: "notice" }, el("h1", {}, title), el("p", {}, note), row);
}

/**
 * The same, below the heading of a view.
 *
 * @param {string} title
 * @param {string} note
 * @param {...(Node | null)} actions
 */
export function emptiness(title, note, ...actions) {
  const row = actions.length ? el("p", { class: "notice-actions" }, actions) : null;
  return el(
    "div",
    { class: "emptiness" },
    el("p", { class: "emptiness-title" }, title),
    el("p", {}, note),
    row,
  );
}

/** No such page. */
export function missing() {
  const { words } = language;
  return notice(words.missing, words.missingNote, home());
}

/**
 * What went wrong, and a button to try again.
 *
 * @param {unknown} error
 * @param {() => void} again
 * @param {typeof notice} shown
 */
export function failure(error, again, shown = notice) {
  const { words } = language;
  const button = el("button", { class: "button", type: "button", on: { click: again } }, words.again);
  if (error instanceof AskError && error.code === "OFFLINE")
    return shown(words.offline, words.offlineNote, button);
  const message = error instanceof Error ? error.message : String(error);
  return shown(words.failed, message, button, home());
}

/**
 * Tell screen readers.
 *
 * @param {string} text
 */
export function announce(text) {
  const status = document.getElementById("status");
  if (status) status.textContent = text;
}

function home() {
  return el("a", { class: "button quiet", href: href("/") }, language.words.goHome);
}
