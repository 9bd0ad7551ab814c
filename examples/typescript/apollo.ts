// Apollo Client with persisted queries over GET, so that caches on the way can answer.
import { ApolloClient, HttpLink, InMemoryCache } from "@apollo/client";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { FilmDetailDocument } from "./generated.js";

declare const process: { argv: string[] };
const [, , uri = "http://127.0.0.1:8000/graphql"] = process.argv;

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const persisted = new PersistedQueryLink({ sha256, useGETForHashedQueries: true });
const client = new ApolloClient({
  link: persisted.concat(new HttpLink({ uri })),
  // Ids are global, so all queries share one cache entry per film.
  cache: new InMemoryCache(),
});

for (const id of ["949", "862"]) {
  const { data } = await client.query({ query: FilmDetailDocument, variables: { id } });
  const film = data?.movie;
  console.log(`${film?.title}: ${film?.similar?.map(({ movie }) => movie.title).join(", ")}`);
}
