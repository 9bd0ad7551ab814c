// Apollo Client, plainly and with its persisted-query link.
import { ApolloClient, CombinedGraphQLErrors, HttpLink, InMemoryCache } from "@apollo/client";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { address, messages, recorder, report, sha256, steps, twice } from "./common.mjs";

function asking(link) {
  const cache = new InMemoryCache({ possibleTypes: { Node: ["Movie", "Person"] } });
  const client = new ApolloClient({ link, cache });
  const options = { fetchPolicy: "network-only", errorPolicy: "all" };
  return async (query, variables) => {
    const { data, error } = await client.query({ query, variables, ...options });
    if (error && !CombinedGraphQLErrors.is(error)) return { failure: `${error}` };
    return { data: data ?? null, errors: messages(error?.errors) };
  };
}

function persisted(name, useGETForHashedQueries) {
  const { sent, fetch } = recorder();
  const persist = new PersistedQueryLink({ sha256, useGETForHashedQueries });
  return twice(name, asking(persist.concat(new HttpLink({ uri: address, fetch }))), sent);
}

await report({
  ...steps(asking(new HttpLink({ uri: address }))),
  byGet: async () => {
    const { sent, fetch } = recorder();
    const link = new HttpLink({ uri: address, fetch, useGETForQueries: true });
    return { ...(await steps(asking(link)).film()), sent };
  },
  persistedByPost: () => persisted("ApolloPost", false),
  persistedByGet: () => persisted("ApolloGet", true),
});
