// graphql-request, by POST and by GET.
import { ClientError, GraphQLClient } from "graphql-request";
import { address, messages, recorder, report, steps } from "./common.mjs";

function asking(options = {}) {
  const client = new GraphQLClient(address, { errorPolicy: "all", ...options });
  return async (query, variables) => {
    try {
      const { data, errors } = await client.rawRequest(query, variables);
      return { data: data ?? null, errors: messages(errors) };
    } catch (error) {
      if (!(error instanceof ClientError)) return { failure: `${error}` };
      const { data, errors } = error.response;
      return { data: data ?? null, errors: messages(errors) };
    }
  };
}

await report({
  ...steps(asking()),
  byGet: async () => {
    const { sent, fetch } = recorder();
    return { ...(await steps(asking({ fetch, method: "GET" })).film()), sent };
  },
});
