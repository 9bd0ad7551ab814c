/**
 * The queries behind a view: what was asked, how it went, and the way into GraphiQL.
 *
 * @typedef {import("./client.js").Question} Question
 */

import { graphiqlAddress, tripOf } from "./client.js";
import { el, icon } from "./element.js";
import { language, number } from "./language.js";
import { announce } from "./notice.js";

const SHOWN = 8; // signs of a hash
const TOKENS = /("(?:[^"\\]|\\.)*")|(\$\w+)|\b(query|fragment|on|true|false|null)\b|\b(\d+(?:\.\d+)?)\b/g;
const KINDS = ["string", "variable", "keyword", "number"];

/** @param {Question[]} questions */
export function openDrawer(questions) {
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
    questions.map((asked) => section(asked)),
  );
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
}

/** @param {Question} asked */
function section(asked) {
  const { words } = language;
  const name = /query (\w+)/.exec(asked.document)?.[1] ?? words.query;
  const variables = JSON.stringify(asked.variables, null, 2);
  const some = Object.keys(asked.variables).length > 0;
  return el(
    "section",
    { class: "asked" },
    el(
      "header",
      {},
      el("h3", {}, name),
      copy(`${words.copy}: ${name}`, asked.document),
      el(
        "a",
        { class: "button", href: graphiqlAddress(asked), "data-plain": true },
        words.openGraphiql,
        icon("arrow"),
      ),
    ),
    el("p", { class: "muted" }, trip(asked)),
    code(asked.document, `${words.query} ${name}`),
    some ? el("h4", {}, words.variables, copy(`${words.copy}: ${words.variables}`, variables)) : null,
    some ? code(variables, `${words.variables} ${name}`) : null,
  );
}

/** @param {Question} asked */
function trip(asked) {
  const { words } = language;
  const made = tripOf(asked);
  if (!made) return words.loading;
  const time = number(made.milliseconds, { maximumFractionDigits: made.milliseconds < 10 ? 1 : 0 });
  return made.hash ? words.persisted(made.hash.slice(0, SHOWN), time) : words.plain(time);
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
    const done = await written(text);
    if (!done) return;
    button.textContent = words.copied;
    announce(words.copied);
  });
  return button;
}

/**
 * Put a text into the clipboard; without HTTPS only the old way is open.
 *
 * @param {string} text
 */
async function written(text) {
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
