// Films similar to a title, with reasons; then the best crime films of the nineties, page by page.
import { connect, Refused } from "./client.js";
import { BrowseDocument, MovieSort, SimilarFilmsDocument } from "./generated.js";
import type { BrowseQuery } from "./generated.js";

declare const process: { argv: string[] };
const [, , url = "http://127.0.0.1:8000/graphql", title = "the godfater"] = process.argv;
const ask = connect(url);

const { similarMovies } = await ask(SimilarFilmsDocument, { title, k: 3 });
console.log(`"${title}" is ${similarMovies?.match.movie?.title ?? "no film"}. Like it:`);
for (const { movie, score, reasons } of similarMovies?.results ?? []) {
  console.log(`${score.toFixed(2)} ${movie.title} (${movie.year ?? "?"}): ${reasons[0]?.text}`);
}

const where = { genres: { any: ["Crime"] }, year: { min: 1990, max: 1999 } };
let after: string | null | undefined;
do {
  const { movies }: BrowseQuery = await ask(BrowseDocument, {
    where,
    sort: [MovieSort.RatingDesc],
    first: 5,
    after,
  });
  console.log(movies?.nodes.map((movie) => movie.title).join(", "));
  after = movies?.pageInfo.hasNextPage ? movies.pageInfo.endCursor : null;
} while (after);

try {
  await ask(SimilarFilmsDocument, { title, k: 0 });
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  console.log(`${error.faults[0].extensions?.code}: ${error.message}`);
}
