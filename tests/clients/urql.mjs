// urql, plainly, by GET, and with its exchange for persisted queries.
import { Client, fetchExchange } from "@urql/core";
import { persistedExchange } from "@urql/exchange-persisted";
import { address, messages, recorder, report, steps, twice } from "./common.mjs";

function asking({ exchanges = [], ...options } = {}) {
  const client = new Client({
    url: address,
    exchanges: [...exchanges, fetchExchange],
    requestPolicy: "network-only",
    preferGetMethod: false,
    ...options,
  });
  return async (query, variables) => {
    const { data, error } = await client.query(query, variables).toPromise();
    if (error?.networkError) return { failure: `${error.networkError}` };
    return { data: data ?? null, errors: messages(error?.graphQLErrors) };
  };
}

function persisted(name, preferGetForPersistedQueries) {
  const { sent, fetch } = recorder();
  const exchanges = [persistedExchange({ preferGetForPersistedQueries })];
  return twice(name, asking({ exchanges, fetch }), sent);
}

await report({
  ...steps(asking()),
  byGet: async () => {
    const { sent, fetch } = recorder();
    return { ...(await steps(asking({ fetch, preferGetMethod: "force" })).film()), sent };
  },
  persistedByPost: () => persisted("UrqlPost", false),
  persistedByGet: () => persisted("UrqlGet", "force"),
});
