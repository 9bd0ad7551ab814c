"""Arguments out of bounds, one by one, and ids of every wrong shape."""

from __future__ import annotations

from base64 import b64encode

from tests.server.hostile.row import BAD, STALE, Hostile, query

LARGEST = 2**31 - 1
LONG = '"' + "x" * 201 + '"'
MANY = "[" + "949 " * 101 + "]"
NAMES = "[" + '"Michael Mann" ' * 101 + "]"


def encoded(text: str) -> str:
    """As global ids and cursors are."""
    return b64encode(text.encode()).decode()


def bad(field: str, text: str, code: str = BAD) -> Hostile:
    """A root field with an argument that is not allowed."""
    shown = field if len(field) < 100 else f"{field[:90]}…"
    return query(shown, f"{{ {field} }}", code=code, text=text)


ROOTS = [
    bad("movie { title }", "exactly one of id and title"),
    bad('movie(id: 949, title: "Heat") { title }', "exactly one of id and title"),
    bad("movie(id: null, title: null) { title }", "exactly one of id and title"),
    bad("movie(id: 949, year: 1995) { title }", "year is 1995"),
    bad(f"movie(title: {LONG}) {{ title }}", "at most 200 characters"),
    bad(f"movie(id: {LONG}) {{ title }}", "at most 200 characters"),
    bad("movies(first: -1) { totalCount }", "0 to 100"),
    bad("movies(first: 101) { totalCount }", "0 to 100"),
    bad(f"movies(first: {LARGEST}) {{ totalCount }}", "0 to 100"),
    bad("movies(last: -1) { totalCount }", "0 to 100"),
    bad("movies(last: 101) { totalCount }", "0 to 100"),
    bad("movies(offset: -1) { totalCount }", "0 to 10000"),
    bad("movies(offset: 10001) { totalCount }", "0 to 10000"),
    bad(f'movies(offset: 1, after: "{encoded("a:1")}") {{ totalCount }}', "with a cursor"),
    bad("movies(sort: [TITLE YEAR]) { totalCount }", "YEAR", code="*"),
    bad("movies(sort: [TITLE RUNTIME BUDGET REVENUE RATING POPULARITY]) { totalCount }", "sort"),
    bad(f"similarMovies(title: {LONG}) {{ candidateCount }}", "at most 200 characters"),
    bad('similarMovies(title: "Heat", k: 0) { candidateCount }', "1 to 100"),
    bad('similarMovies(title: "Heat", k: 101) { candidateCount }', "1 to 100"),
    bad(f'similarMovies(title: "Heat", exclude: {MANY}) {{ candidateCount }}', "100"),
    bad("recommend(like: []) { rank }", "like"),
    bad("recommend(like: [1]) { rank }", "like"),
    bad(f"recommend(like: {MANY}) {{ rank }}", "like"),
    bad(f"recommend(like: [949], unlike: {MANY}) {{ rank }}", "unlike"),
    bad("recommend(like: [949], unlike: [1]) { rank }", "unlike"),
    bad("recommend(like: [949], k: 0) { rank }", "1 to 100"),
    bad("recommend(like: [949], k: 101) { rank }", "1 to 100"),
    bad(f"recommend(like: [949], exclude: {MANY}) {{ rank }}", "exclude"),
    bad(f"search(query: {LONG}) {{ score }}", "at most 200 characters"),
    bad('search(query: "heat", first: -1) { score }', "0 to 100"),
    bad('search(query: "heat", first: 101) { score }', "0 to 100"),
    bad("genre { name }", "exactly one of id and name"),
    bad('genre(id: 80, name: "Crime") { name }', "exactly one of id and name"),
    bad(f"genre(name: {LONG}) {{ name }}", "at most 200 characters"),
    bad("company { name }", "exactly one of id and name"),
    bad(f"company(id: {LONG}) {{ name }}", "at most 200 characters"),
    bad("companies(first: 101) { totalCount }", "0 to 100"),
    bad(f"companies(query: {LONG}) {{ totalCount }}", "at most 200 characters"),
    bad("person { name }", "exactly one of id and name"),
    bad(f"person(name: {LONG}) {{ name }}", "at most 200 characters"),
    bad("people(first: -1) { totalCount }", "0 to 100"),
    bad(f"people(query: {LONG}) {{ totalCount }}", "at most 200 characters"),
    bad("collection { name }", "exactly one of id and name"),
    bad(f"collection(name: {LONG}) {{ name }}", "at most 200 characters"),
    bad(f"nodes(ids: {MANY}) {{ id }}", "100"),
    bad(f"node(id: {LONG}) {{ id }}", "at most 200 characters"),
    bad("catalog { releases }", "month"),
    bad('catalog { releases(month: "Smarch") }', "Smarch"),
    bad('catalog { releases(weekday: "8") }', "8"),
    bad(f"catalog {{ releases(month: {LONG}) }}", "at most 200 characters"),
]

TUNING = [
    bad(f'similarMovies(title: "Heat", tuning: {{{tuning}}}) {{ candidateCount }}', text)
    for tuning, text in {
        "diversity: -0.1": "0 to 1",
        "diversity: 1.1": "0 to 1",
        "minScore: -1": "0 to 1",
        "minScore: 1e300": "0 to 1",
        "weights: [{signal: GENRE, weight: -1}]": "0 to 10",
        "weights: [{signal: GENRE, weight: 11}]": "0 to 10",
        f"weights: [{'{signal: GENRE, weight: 1} ' * 50}]": "weights",
    }.items()
]

FILTERS = [
    bad(f"movies(where: {{{where}}}) {{ totalCount }}", text)
    for where, text in {
        "year: {min: 2000, max: 1990}": "low to high",
        "runtime: {min: 1, max: 0}": "low to high",
        "budget: {min: 1e300, max: -1e300}": "low to high",
        'releaseDate: {from: "2000-01-01", to: "1999-12-31"}': "low to high",
        'releaseDate: {from: "0000-00-00"}': "calendar",
        'genres: {any: ["Krime"]}': "Crime",
        'companies: {all: ["no such company"]}': "",
        'cast: {none: [""]}': "",
        f"keywords: {{any: [{LONG}]}}": "at most 200 characters",
        f"crew: {{any: {NAMES}}}": "100",
        f"ids: {MANY}": "100",
        f"query: {LONG}": "at most 200 characters",
    }.items()
]

CURSORS = [
    bad(f'{field}(after: "{cursor}") {{ totalCount }}', "", code)
    for field in ("movies", "companies", "people")
    for cursor, code in {
        "garbage": BAD,
        "🎬": BAD,
        encoded("no colon"): BAD,
        encoded(":"): BAD,
        encoded("00000000:-1"): BAD,
        encoded(f"00000000:{'9' * 50}"): BAD,
        encoded("00000000:1"): STALE,
    }.items()
]

FIELDS = [
    bad(f"movie(id: 949) {{ {field} }}", text)
    for field, text in {
        "cast(first: 101) { order }": "0 to 100",
        "cast(offset: 10001) { order }": "0 to 10000",
        "crew(first: -1) { job }": "0 to 100",
        "voteAverage(minVotes: -1)": "minVotes",
        "similar(k: 101) { rank }": "1 to 100",
        "similar { reasons(first: 101) { text } }": "0 to 100",
        "genres { movies(first: 101) { totalCount } }": "0 to 100",
        "directors { cast(first: 101) { order } }": "0 to 100",
        "directors { movies(sort: [TITLE TITLE TITLE TITLE TITLE TITLE]) { totalCount } }": "sort",
    }.items()
]

SHAPES = [
    *["", " ", "garbage", "0", "-1", "949.0", "9" * 30, "4294967296", "0x3b5", "1e3", "٩٤٩", "é"],
    *["tt", "tt9999999", "TT0113277x", "%s", "../../etc/passwd", "'; DROP TABLE movies; --"],
    *["\u0000", "\ufffe", "TW92aWU6", "TW92aWU6LTE=", "TW92aWU6OTQ5OTQ5OTQ5OTQ5", "===="],
    *map(encoded, ["Movie:949:1", "movie:949", "Person:949", "Nothing:1", "Movie:٩٤٩"]),
    *map(encoded, ["Movie: 949", "Movie:" + "9" * 100, ":949"]),
]
"""None of them is the id of a film."""

IDS = [
    query(
        f"the id {shape[:40]!r}",
        "query ($id: ID!) { movie(id: $id) { title } node(id: $id) { ... on Movie { title } } }",
        {"id": shape},
        code=None,
    )
    for shape in SHAPES
]
"""What nothing has is null and no error."""

ROWS = [*ROOTS, *TUNING, *FILTERS, *CURSORS, *FIELDS, *IDS]
