// Loaded before a script: its requests are noted, one line each, on standard error.
const { fetch } = globalThis;
globalThis.fetch = (input, options = {}) => {
  const url = new URL(String(input.url ?? input));
  const text = url.searchParams.has("query") || String(options.body ?? "").includes('"query"');
  console.error(`${options.method ?? "GET"} ${text ? "text" : "hash"}`);
  return fetch(input, options);
};
