/**
 * The client of the API. It sends automatic persisted queries over GET, so that browsers and proxies can
 * cache the answers; a query that the server does not know yet is sent once in full, by POST.
 *
 * @typedef {{document: string, variables: Record<string, any>}} Operation
 * @typedef {{milliseconds: number, bytes: number, hash: string | null}} Timing
 */

import { ROOT } from "./address.js";
import { language } from "./language.js";

const ENDPOINT = `${ROOT}graphql`;
const ACCEPT = "application/graphql-response+json, application/json;q=0.9";
const MAX_ADDRESS_LENGTH = 6000; // characters; the server accepts 8,000

/** No answer, or an answer with errors. */
export class RequestError extends Error {
  /**
   * @param {string} message
   * @param {string} code `OFFLINE` if the server could not be reached
   */
  constructor(message, code) {
    super(message);
    this.code = code;
  }
}

/** @type {Map<string, Promise<string>>} */
const hashes = new Map();
/** @type {WeakMap<Operation, Timing>} */
const timings = new WeakMap();

/**
 * A query with its variables; those that are null or undefined are left out. `$titles`, the language of
 * titles, is that of the page.
 *
 * @param {string} document
 * @param {Record<string, any>} [variables]
 * @returns {Operation}
 */
export function toOperation(document, variables = {}) {
  const all = document.includes("$titles") ? { ...variables, titles: language.titles } : variables;
  const given = Object.entries(all).filter(([, value]) => value !== null && value !== undefined);
  return { document, variables: Object.fromEntries(given) };
}

/**
 * Send an operation and return the `data` of its answer.
 *
 * @param {Operation} operation
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>}
 */
export async function fetchData(operation, signal) {
  const started = performance.now();
  const hash = await hashOf(operation.document);
  let response = await send(operation, hash, signal, false);
  let answer = await read(response);
  if (answer.errors?.[0]?.extensions?.code === "PERSISTED_QUERY_NOT_FOUND") {
    response = await send(operation, hash, signal, true);
    answer = await read(response);
  }
  const bytes = Number(response.headers.get("content-length"));
  timings.set(operation, { milliseconds: performance.now() - started, bytes, hash });
  if (answer.errors?.length) {
    const { message, extensions } = answer.errors[0];
    throw new RequestError(message, extensions?.code ?? "UNKNOWN");
  }
  return answer.data;
}

/**
 * How long the last answer to an operation took; undefined if there was none.
 *
 * @param {Operation} operation
 */
export function timingOf(operation) {
  return timings.get(operation);
}

/**
 * The address that opens an operation in GraphiQL.
 *
 * @param {Operation} operation
 */
export function graphiqlAddress({ document, variables }) {
  const parameters = new URLSearchParams({ query: document, variables: JSON.stringify(variables, null, 2) });
  return `${ENDPOINT}?${parameters}`;
}

/**
 * @param {Operation} operation
 * @param {string | null} hash
 * @param {AbortSignal | undefined} signal
 * @param {boolean} inFull whether to send the document by POST, beside its hash
 */
async function send({ document, variables }, hash, signal, inFull) {
  const extensions = hash && { persistedQuery: { version: 1, sha256Hash: hash } };
  const parameters = new URLSearchParams(
    extensions ? { extensions: JSON.stringify(extensions) } : { query: document },
  );
  if (Object.keys(variables).length) parameters.set("variables", JSON.stringify(variables));
  const address = `${ENDPOINT}?${parameters}`;
  try {
    if (!inFull && address.length < MAX_ADDRESS_LENGTH)
      return await fetch(address, { headers: { accept: ACCEPT }, signal });
    return await fetch(ENDPOINT, {
      method: "POST",
      headers: { accept: ACCEPT, "content-type": "application/json" },
      body: JSON.stringify({ query: document, variables, extensions: extensions ?? undefined }),
      signal,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new RequestError("the server is not responding", "OFFLINE");
  }
}

/** @param {Response} response */
async function read(response) {
  try {
    return await response.json();
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new RequestError(`the server answered ${response.status}`, "OFFLINE");
    throw error;
  }
}

/**
 * The SHA-256 of a document; null if the browser cannot compute it, as without HTTPS.
 *
 * @param {string} document
 * @returns {Promise<string | null>}
 */
async function hashOf(document) {
  if (!globalThis.crypto?.subtle) return null;
  let hash = hashes.get(document);
  if (!hash) {
    hash = crypto.subtle.digest("SHA-256", new TextEncoder().encode(document)).then(hex);
    hashes.set(document, hash);
  }
  return hash;
}

/** @param {ArrayBuffer} buffer */
function hex(buffer) {
  return [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
