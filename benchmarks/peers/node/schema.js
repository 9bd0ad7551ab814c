// The part of Reelgraph's schema that the five queries use, under the same names.
export const typeDefs = `
  type Query {
    movie(id: ID): Movie
    movies(where: MovieFilter, first: Int = 20): MovieConnection
    similarMovies(title: String!, k: Int! = 5): SimilarMovies
    person(id: ID): Person
  }
  input MovieFilter { genres: SetFilter, year: IntRange }
  input SetFilter { any: [String!] }
  input IntRange { min: Int, max: Int }
  type MovieConnection { nodes: [Movie!]! }
  type Movie {
    tmdbId: Int!
    imdbId: String
    title: String!
    year: Int
    runtime: Int
    overview: String
    tagline: String
    popularity: Float
    voteCount: Int!
    voteAverage: Float
    genres: [Genre!]!
    companies: [Company!]!
    cast(first: Int! = 10): [Cast!]!
    directors: [Person!]!
  }
  type Genre { name: String! }
  type Company { name: String! }
  type Cast { character: String, person: Person! }
  type Person { tmdbId: Int!, name: String!, movies(first: Int = 20): MovieConnection! }
  type SimilarMovies { results: [SimilarMovie!]! }
  type SimilarMovie { score: Float!, movie: Movie! }
`;

// Whatever is not here is a property of the object.
export function resolvers(catalog) {
  return {
    Query: {
      movie: (_, { id }) => catalog.byId.get(id) ?? null,
      movies: (_, { where, first }) => ({ nodes: matching(catalog, where).slice(0, first) }),
      similarMovies: (_, { title, k }) => ({
        results: (catalog.byTitle.get(title)?.similar ?? []).slice(0, k),
      }),
      person: (_, { id }) => catalog.personById.get(id) ?? null,
    },
    Movie: { cast: (movie, { first }) => movie.cast.slice(0, first) },
    Person: { movies: (person, { first }) => ({ nodes: person.movies.slice(0, first) }) },
  };
}

// One genre and a range of years: of one year the list is at hand, of more it is put together.
function matching(catalog, { genres, year }) {
  const years = catalog.byGenreAndYear.get(genres.any[0]) ?? new Map();
  if (year.min === year.max) return years.get(year.min) ?? [];
  const found = [];
  for (let each = year.min; each <= year.max; each += 1) found.push(...(years.get(each) ?? []));
  return found.sort((one, other) => other.popularity - one.popularity);
}
