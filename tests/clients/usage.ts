// What somebody writes with the generated types; the lines marked as errors must be errors.
import { GraphQLClient } from "graphql-request";
import { FilmDocument, FilteredDocument, MovieSort, PopularDocument } from "./generated";
import type { PopularQuery } from "./generated";

const client = new GraphQLClient("http://127.0.0.1:8000/graphql");

export async function film(id: string): Promise<string> {
  const { movie } = await client.request(FilmDocument, { id });
  // @ts-expect-error a film that is not found is null
  movie.title;
  if (!movie) return "no such film";
  // @ts-expect-error the year can be unknown
  movie.year.toFixed();
  // @ts-expect-error the operation does not select it
  movie.tagline;
  const genres: string[] = movie.genres.map((genre) => genre.name);
  return `${movie.title} (${movie.year ?? "no year"}): ${genres.join(", ")}`;
}

export async function titles(): Promise<string[]> {
  const found: string[] = [];
  let after: string | null | undefined;
  do {
    const { movies }: PopularQuery = await client.request(PopularDocument, { first: 100, after });
    found.push(...(movies?.nodes ?? []).map((node) => node.title));
    after = movies?.pageInfo.hasNextPage ? movies.pageInfo.endCursor : null;
  } while (after);
  return found;
}

export async function crimes(): Promise<number> {
  // @ts-expect-error `where` is needed
  await client.request(FilteredDocument, {});
  const { movies } = await client.request(FilteredDocument, {
    where: { genres: { all: ["Crime"] }, releaseDate: { from: "1990-01-01" } },
    sort: [MovieSort.ReleaseDate],
  });
  return movies?.nodes.length ?? 0;
}
