/** Every query of the explorer, complete, so that it can be copied into GraphiQL. */

export const HOME = `query Home($titles: String) {
  catalog { movieCount personCount dataset { attribution } }
  popular: movies(sort: [POPULARITY_DESC], first: 12) {
    nodes { id tmdbId title(lang: $titles) year posterUrl }
  }
  acclaimed: movies(sort: [RATING_DESC], first: 12) {
    nodes { id tmdbId title(lang: $titles) year posterUrl }
  }
}`;

export const SUGGESTIONS = `query Suggestions(
  $query: String!, $films: Int!, $people: Int!, $titles: String
) {
  films: search(query: $query, in: [MOVIE], first: $films) {
    score
    matched
    node { ... on Movie { id tmdbId title(lang: $titles) year posterUrl(size: W92) directors { name } } }
  }
  people: search(query: $query, in: [PERSON], first: $people) {
    score
    node { ... on Person { id tmdbId name movieCount } }
  }
}`;

export const RESULTS = `query Results($query: String!, $lang: Lang!, $titles: String) {
  similarMovies(title: $query, k: 1) {
    match { alternatives(first: 6) { id tmdbId title(lang: $titles) year posterUrl } }
  }
  films: search(query: $query, in: [MOVIE], first: 24) {
    score
    matched
    node { ... on Movie { id tmdbId title(lang: $titles) year posterUrl } }
  }
  people: search(query: $query, in: [PERSON], first: 8) {
    score
    node { ... on Person { id tmdbId name movieCount profileUrl } }
  }
  others: search(query: $query, in: [COLLECTION, COMPANY, GENRE], first: 12) {
    score
    node {
      __typename
      ... on Collection { name movieCount }
      ... on Company { name movieCount }
      ... on Genre { name label: name(lang: $lang) movieCount }
    }
  }
}`;

export const FILM = `query Film($id: ID!, $lang: Lang!, $titles: String) {
  movie(id: $id) {
    id tmdbId imdbId title(lang: $titles) originalTitle year releaseDate datePrecision
    runtime overview tagline posterUrl(size: W500) status
    voteAverage voteCount budget revenue returnRatio
    genres { name label: name(lang: $lang) }
    countries { code label: name(lang: $lang) }
    originalLanguage { code label: name(lang: $lang) }
    directors { id tmdbId name }
    cast(first: 12) { character person { id tmdbId name profileUrl } }
    castCount
    crew(first: 60) { job department person { id tmdbId name } }
    companies { name }
    keywords { name }
    tags(first: 16) { name }
    collection { name movies { id tmdbId title(lang: $titles) year posterUrl } }
  }
}`;

export const SIMILAR = `query Similar(
  $id: ID!, $k: Int!, $lang: Lang!, $basis: Basis, $where: MovieFilter, $tuning: SimilarityTuning,
  $titles: String
) {
  movie(id: $id) {
    similar(k: $k, basis: $basis, where: $where, tuning: $tuning) {
      rank score
      movie { id tmdbId title(lang: $titles) year posterUrl }
      reasons(first: 14) { signal contribution text(lang: $lang) }
    }
  }
}`;

export const RECOMMEND = `query Recommend(
  $like: [ID!]!, $unlike: [ID!], $k: Int!, $lang: Lang!, $basis: Basis,
  $where: MovieFilter, $tuning: SimilarityTuning, $titles: String
) {
  recommend(like: $like, unlike: $unlike, k: $k, basis: $basis, where: $where, tuning: $tuning) {
    rank score
    movie { id tmdbId title(lang: $titles) year posterUrl }
    reasons(first: 14) { signal contribution text(lang: $lang) }
  }
}`;

export const CHOSEN = `query Chosen($ids: [ID!]!, $titles: String) {
  movies(where: { ids: $ids }, first: 100) {
    nodes { id tmdbId title(lang: $titles) year posterUrl(size: W154) }
  }
}`;

export const RANGES = `query Ranges {
  catalog { model { signals { signal dimensions } } }
  movies(first: 0) {
    groups(by: YEAR, first: 200) { key }
  }
}`;

export const BROWSE = `query Browse(
  $where: MovieFilter, $sort: [MovieSort!], $first: Int!, $after: String, $titles: String
) {
  movies(where: $where, sort: $sort, first: $first, after: $after) {
    totalCount
    nodes { id tmdbId title(lang: $titles) year posterUrl voteAverage(minVotes: 10) runtime }
    pageInfo { hasNextPage endCursor }
  }
}`;

export const FACETS = `query Facets(
  $where: MovieFilter, $anyDecade: MovieFilter, $anyLanguage: MovieFilter,
  $anyCountry: MovieFilter, $lang: Lang!
) {
  genres: movies(where: $where, first: 0) {
    groups(by: GENRE, first: 30) { name: label label(lang: $lang) count }
  }
  decades: movies(where: $anyDecade, first: 0) {
    groups(by: DECADE, first: 30) { key label(lang: $lang) count }
  }
  languages: movies(where: $anyLanguage, first: 0) {
    groups(by: LANGUAGE, first: 12) { key label(lang: $lang) count }
  }
  countries: movies(where: $anyCountry, first: 0) {
    groups(by: COUNTRY, first: 12) { key label(lang: $lang) count }
  }
}`;

export const PERSON = `query Person($id: ID!, $titles: String) {
  person(id: $id) {
    tmdbId name gender profileUrl(size: H632) movieCount
    actor: career(as: ACTOR, includeSelfDirected: true) { ...Figures }
    director: career(as: DIRECTOR) { ...Figures }
    writer: career(as: WRITER) { ...Figures }
    producer: career(as: PRODUCER) { ...Figures }
    cast(first: 100) {
      character
      movie { id tmdbId title(lang: $titles) year posterUrl(size: W154) voteAverage(minVotes: 10) }
    }
    crew(first: 100) {
      job
      movie { id tmdbId title(lang: $titles) year posterUrl(size: W154) voteAverage(minVotes: 10) }
    }
  }
}

fragment Figures on Career {
  movieCount financedCount totalRevenue medianReturn
}`;
