/** Notices for empty results and errors, and announcements for screen readers. */

import { RequestError } from "./client.js";
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
 * A notice within a view, below its heading.
 *
 * @param {string} title
 * @param {string} note
 * @param {...(Node | null)} actions
 */
export function inlineNotice(title, note, ...actions) {
  const row = actions.length ? el("p", { class: "notice-actions" }, actions) : null;
  return el(
    "div",
    { class: "inlineNotice" },
    el("p", { class: "inline-notice-title" }, title),
    el("p", {}, note),
    row,
  );
}

/** The notice for an address that does not exist. */
export function missing() {
  const { words } = language;
  return notice(words.missing, words.missingNote, home());
}

/**
 * An error, with a button to try again.
 *
 * @param {unknown} error
 * @param {() => void} again
 * @param {typeof notice} show
 */
export function failure(error, again, show = notice) {
  const { words } = language;
  const button = el("button", { class: "button", type: "button", on: { click: again } }, words.again);
  if (error instanceof RequestError && error.code === "OFFLINE")
    return show(words.offline, words.offlineNote, button);
  const message = error instanceof Error ? error.message : String(error);
  return show(words.failed, message, button, home());
}

/**
 * Announce a change to screen readers.
 *
 * @param {string} text
 */
export function announce(text) {
  const status = document.getElementById("status");
  if (status) status.textContent = text;
}

function home() {
  return el("a", { class: "button quiet", href: href("") }, language.words.goHome);
}
