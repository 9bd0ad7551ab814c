/**
 * The panel with the queries of a view: each with its variables, its timing and a link to GraphiQL.
 *
 * @typedef {import("./client.js").Operation} Operation
 */

import { graphiqlAddress, timingOf } from "./client.js";
import { el, icon } from "./element.js";
import { language, number } from "./language.js";
import { announce } from "./notice.js";

const HASH_LENGTH = 8; // characters shown of a hash
const TOKENS = /("(?:[^"\\]|\\.)*")|(\$\w+)|\b(query|fragment|on|true|false|null)\b|\b(\d+(?:\.\d+)?)\b/g;
const KINDS = ["string", "variable", "keyword", "number"];

/** @param {Operation[]} operations */
export function openDrawer(operations) {
  const { words } = language;
  const dialog = el(
    "dialog",
    { class: "drawer", "aria-labelledby": "drawer-title" },
    el(
      "header",
      {},
      el("h2", { id: "drawer-title" }, words.queryTitle),
      el(
        "button",
        {
          class: "chip round",
          type: "button",
          "aria-label": words.close,
          on: { click: () => dialog.close() },
        },
        icon("close"),
      ),
    ),
    el("p", { class: "muted" }, words.queryNote),
    operations.map((operation) => section(operation)),
  );
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
}

/** @param {Operation} operation */
function section(operation) {
  const { words } = language;
  const name = /query (\w+)/.exec(operation.document)?.[1] ?? words.query;
  const variables = JSON.stringify(operation.variables, null, 2);
  const some = Object.keys(operation.variables).length > 0;
  return el(
    "section",
    { class: "operation" },
    el(
      "header",
      {},
      el("h3", {}, name),
      copy(`${words.copy}: ${name}`, operation.document),
      el(
        "a",
        { class: "button", href: graphiqlAddress(operation), "data-plain": true },
        words.openGraphiql,
        icon("arrow"),
      ),
    ),
    el("p", { class: "muted" }, timingText(operation)),
    code(operation.document, `${words.query} ${name}`),
    some ? el("h4", {}, words.variables, copy(`${words.copy}: ${words.variables}`, variables)) : null,
    some ? code(variables, `${words.variables} ${name}`) : null,
  );
}

/** @param {Operation} operation */
function timingText(operation) {
  const { words } = language;
  const timing = timingOf(operation);
  if (!timing) return words.loading;
  const time = number(timing.milliseconds, { maximumFractionDigits: timing.milliseconds < 10 ? 1 : 0 });
  return timing.hash ? words.persisted(timing.hash.slice(0, HASH_LENGTH), time) : words.plain(time);
}

/** @param {string} text @param {string} label */
function code(text, label) {
  /** @type {(Node | string)[]} */
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(TOKENS)) {
    const kind = KINDS[match.slice(1).findIndex(Boolean)];
    parts.push(text.slice(end, match.index), el("span", { class: `code-${kind}` }, match[0]));
    end = match.index + match[0].length;
  }
  parts.push(text.slice(end));
  return el("pre", { tabindex: "0", role: "region", "aria-label": label }, el("code", {}, parts));
}

/** @param {string} label @param {string} text */
function copy(label, text) {
  const { words } = language;
  const button = el("button", { class: "button quiet", type: "button", "aria-label": label }, words.copy);
  button.addEventListener("click", async () => {
    const done = await copyToClipboard(text);
    if (!done) return;
    button.textContent = words.copied;
    announce(words.copied);
  });
  return button;
}

/**
 * Copy a text to the clipboard; without HTTPS only `execCommand` is available.
 *
 * @param {string} text
 */
async function copyToClipboard(text) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return true;
  }
  const area = el("textarea", { value: text });
  document.querySelector("dialog[open]")?.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}
