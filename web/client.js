/**
 * Questions to the API: automatic persisted queries over GET, so that browsers and proxies can keep
 * the answers. A query that the server does not know yet is sent once, whole, by POST.
 *
 * @typedef {{document: string, variables: Record<string, any>}} Question
 * @typedef {{milliseconds: number, bytes: number, hash: string | null}} Trip
 */

const ENDPOINT = "/graphql";
const ACCEPT = "application/graphql-response+json, application/json;q=0.9";
const LONGEST = 6000; // characters of an address; the server takes 8,000

/** An answer that did not come, or that is an error. */
export class AskError extends Error {
  /**
   * @param {string} message
   * @param {string} code `OFFLINE` where the server could not be reached
   */
  constructor(message, code) {
    super(message);
    this.code = code;
  }
}

/** @type {Map<string, Promise<string>>} */
const hashes = new Map();
/** @type {WeakMap<Question, Trip>} */
const trips = new WeakMap();

/**
 * A question; variables that are null or undefined are left out.
 *
 * @param {string} document
 * @param {Record<string, any>} [variables]
 * @returns {Question}
 */
export function question(document, variables = {}) {
  const given = Object.entries(variables).filter(([, value]) => value !== null && value !== undefined);
  return { document, variables: Object.fromEntries(given) };
}

/**
 * The data that answer a question.
 *
 * @param {Question} asked
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>}
 */
export async function ask(asked, signal) {
  const started = performance.now();
  const hash = await hashOf(asked.document);
  let response = await send(asked, hash, signal, false);
  let answer = await read(response);
  if (answer.errors?.[0]?.extensions?.code === "PERSISTED_QUERY_NOT_FOUND") {
    response = await send(asked, hash, signal, true);
    answer = await read(response);
  }
  const bytes = Number(response.headers.get("content-length"));
  trips.set(asked, { milliseconds: performance.now() - started, bytes, hash });
  if (answer.errors?.length) {
    const { message, extensions } = answer.errors[0];
    throw new AskError(message, extensions?.code ?? "UNKNOWN");
  }
  return answer.data;
}

/**
 * How the last answer to a question came.
 *
 * @param {Question} asked
 */
export function tripOf(asked) {
  return trips.get(asked);
}

/**
 * Where GraphiQL opens with a question.
 *
 * @param {Question} asked
 */
export function graphiqlAddress({ document, variables }) {
  const parameters = new URLSearchParams({ query: document, variables: JSON.stringify(variables, null, 2) });
  return `${ENDPOINT}?${parameters}`;
}

/**
 * @param {Question} asked
 * @param {string | null} hash
 * @param {AbortSignal | undefined} signal
 * @param {boolean} whole
 */
async function send({ document, variables }, hash, signal, whole) {
  const extensions = hash && { persistedQuery: { version: 1, sha256Hash: hash } };
  const parameters = new URLSearchParams(
    extensions ? { extensions: JSON.stringify(extensions) } : { query: document },
  );
  if (Object.keys(variables).length) parameters.set("variables", JSON.stringify(variables));
  const address = `${ENDPOINT}?${parameters}`;
  try {
    if (!whole && address.length < LONGEST)
      return await fetch(address, { headers: { accept: ACCEPT }, signal });
    return await fetch(ENDPOINT, {
      method: "POST",
      headers: { accept: ACCEPT, "content-type": "application/json" },
      body: JSON.stringify({ query: document, variables, extensions: extensions ?? undefined }),
      signal,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new AskError("the server does not answer", "OFFLINE");
  }
}

/** @param {Response} response */
async function read(response) {
  try {
    return await response.json();
  } catch (error) {
    if (error instanceof SyntaxError) throw new AskError(`the server answered ${response.status}`, "OFFLINE");
    throw error;
  }
}

/**
 * The SHA-256 of a document; null where the browser has none to offer, as without HTTPS.
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
