// What the scripts of all clients share: the operations, the steps, and a fetch that takes notes.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { parse, separateOperations } from "graphql";

export const address = process.argv[2];

const text = readFileSync(new URL("operations.graphql", import.meta.url), "utf-8");
export const operations = separateOperations(parse(text));

// Not part of operations.graphql, since nothing can be generated from what is wrong.
const unknownField = parse("query Unknown { movie(id: 949) { nothing } }");

export const sha256 = (query) => createHash("sha256").update(query).digest("hex");

export const messages = (errors) =>
  (errors ?? []).map(({ message, extensions }) => ({ message, code: extensions?.code ?? null }));

// A fetch that notes what was sent, and how it was answered.
export function recorder() {
  const sent = [];
  async function noting(input, options = {}) {
    const response = await fetch(input, options);
    const url = new URL(String(input.url ?? input));
    const body = options.body ? JSON.parse(options.body) : Object.fromEntries(url.searchParams);
    sent.push({
      method: (options.method ?? "GET").toUpperCase(),
      query: Boolean(body.query),
      hash: JSON.stringify(body.extensions ?? "").includes("sha256Hash"),
      status: response.status,
    });
    return response;
  }
  return { sent, fetch: noting };
}

// What every client is asked; `ask` takes a document and variables.
export function steps(ask) {
  const nineties = { genres: { all: ["Crime"] }, crew: { any: ["Michael Mann"] }, year: { max: 1999 } };
  return {
    film: () => ask(operations.Film, { id: "949" }),
    pages: async () => {
      const first = await ask(operations.Popular, { first: 2 });
      const after = first.data?.movies.pageInfo.endCursor;
      return [first, await ask(operations.Popular, { first: 2, after })];
    },
    filtered: () => ask(operations.Filtered, { where: nineties, sort: ["RELEASE_DATE"] }),
    node: () => ask(operations.Anything, { id: "TW92aWU6OTQ5" }),
    refused: () => ask(operations.Nearest, { k: 0 }),
    missing: () => ask(operations.Film, {}),
    unknown: () => ask(unknownField, {}),
  };
}

// The same query twice with other variables, under a name of its own, so that no earlier run has
// made it known to the server. `ask` sends it; `sent` is what its recorder notes.
export async function twice(name, ask, sent) {
  const text = `query ${name}${process.pid}($id: ID!) { movie(id: $id) { id title } }`;
  const query = parse(text);
  return { first: await ask(query, { id: "949" }), again: await ask(query, { id: "862" }), sent };
}

export async function report(told) {
  const outcomes = {};
  for (const [name, step] of Object.entries(told)) outcomes[name] = await step();
  console.log(JSON.stringify(outcomes));
  process.exit(0); // some clients keep timers
}
