"""The tables step as one writes it with pandas and ast: `python pandas_tables.py ZIP_OR_FOLDER`.

Prints as JSON the seconds that it took after imports, how many rows each table has and a digest of
each column that stands in our tables, too.
"""

from __future__ import annotations

import ast
import base64
import io
import json
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pandas as pd

from benchmarks.build.digest import digest
from catalog.names.normalization import spelling

SAME = {
    "movies": {
        **{name: name for name in ("tmdb_id", "title", "runtime", "vote_count", "adult")},
        **{name: name for name in ("budget", "revenue", "return_ratio")},
        **{name: name for name in ("title_rank", "cast_count", "crew_count")},
        "global_id": "id",
        "year": "release_year",
        "month": "release_month",
        "weekday": "release_weekday",
    },
    "people": {"id": "tmdb_id", "name": "name", "name_rank": "name_rank", "global_id": "id"},
    "cast": {"row": "movie", "person_row": "person", "credit_id": "credit_id", "order": "order"},
    "crew": {"row": "movie", "person_row": "person", "credit_id": "credit_id", "job": "job"},
    "ratings": {"userId": "user", "row": "movie", "rating": "rating", "timestamp": "rated_at"},
}
"""What columns are called in our tables of the same rows."""
LINKS = {
    "belongs_to_collection": "id",
    "genres": "id",
    "production_companies": "id",
    "production_countries": "iso_3166_1",
    "spoken_languages": "iso_639_1",
}
NUMBERS = ("budget", "revenue", "runtime", "popularity", "vote_count", "vote_average")
LEAST_BUDGET = 1_000


def read(source: Path, name: str) -> pd.DataFrame | None:
    """A CSV of the source as text; None where it has no such file."""
    if source.is_dir():
        file = source / name
        return pd.read_csv(file, dtype=str, low_memory=False) if file.exists() else None
    with zipfile.ZipFile(source) as archive:
        if name not in archive.namelist():
            return None
        return pd.read_csv(io.BytesIO(archive.read(name)), dtype=str, low_memory=False)


def parsed(cell: Any) -> list[Any]:
    """The records of a nested cell; none where it cannot be read."""
    if not isinstance(cell, str) or not cell:
        return []
    try:
        value = ast.literal_eval(cell)
    except (ValueError, SyntaxError):
        return []
    if isinstance(value, dict):
        return [value]
    return value if isinstance(value, list) else []


def movies(frame: pd.DataFrame) -> pd.DataFrame:
    """Films with an id, a title and a date, each once, numbers as numbers and 0 as unknown."""
    frame = frame[frame["id"].str.fullmatch(r"\d+", na=False)].copy()
    frame["title"] = frame["title"].str.strip()
    frame["released"] = pd.to_datetime(frame["release_date"], format="%Y-%m-%d", errors="coerce")
    frame = frame[frame["title"].notna() & frame["released"].notna()]
    frame["tmdb_id"] = frame["id"].astype("int64")
    frame = frame.drop_duplicates("tmdb_id").sort_values("tmdb_id").reset_index(drop=True)
    for name in NUMBERS:
        frame[name] = pd.to_numeric(frame[name], errors="coerce")
    frame["vote_count"] = frame["vote_count"].fillna(0)
    for name in ("budget", "revenue", "runtime", "vote_average"):
        frame[name] = frame[name].where(frame[name] > 0)
    ratio = frame["revenue"] / frame["budget"]
    frame["return_ratio"] = ratio.where(frame["budget"] >= LEAST_BUDGET)
    frame["year"], frame["month"] = frame["released"].dt.year, frame["released"].dt.month
    frame["weekday"] = frame["released"].dt.day_of_week + 1
    frame["adult"] = frame["adult"] == "True"
    frame["title_rank"] = title_ranks(frame)
    frame["global_id"] = global_ids("Movie", frame["tmdb_id"])
    return frame


def title_ranks(frame: pd.DataFrame) -> pd.Series:
    """The place of each title in the alphabet, without an article of its language."""
    original = frame["original_title"].str.strip().fillna(frame["title"])
    language = frame["original_language"].where(original == frame["title"], None)
    codes = [code if isinstance(code, str) else None for code in language]
    spelled = map(spelling, frame["title"], codes)
    return pd.Series(list(spelled), index=frame.index).rank(method="dense")


def global_ids(kind: str, keys: pd.Series) -> list[str]:
    """The global id of each key."""
    return [base64.b64encode(f"{kind}:{key}".encode()).decode() for key in keys]


def records(films: pd.Series, cells: pd.Series, key: str) -> pd.DataFrame:
    """One row for each record, with the film and the place in its list."""
    lists = pd.DataFrame({"movie": films.to_numpy(), "record": cells.map(parsed).to_numpy()})
    rows = lists.explode("record").dropna(subset=["record"])
    rows = rows[rows["record"].map(lambda record: isinstance(record, dict))]
    made = pd.DataFrame(rows["record"].tolist())
    made["movie"] = rows["movie"].to_numpy()
    made["position"] = made.groupby("movie").cumcount()
    return made.dropna(subset=[key]) if key in made else made


def tables(source: Path) -> dict[str, pd.DataFrame]:
    """Every table, links and credits with row numbers in place of ids."""
    metadata = read(source, "movies_metadata.csv")
    assert metadata is not None  # noqa: S101  # the source is ours
    films = movies(metadata)
    row_of = pd.Series(films.index, index=films["tmdb_id"])
    made = {"movies": films}
    for cell, key in LINKS.items():
        links = records(films["tmdb_id"], films[cell], key).drop_duplicates(["movie", key])
        things = links.drop_duplicates(key).sort_values(key).reset_index(drop=True)
        links["row"] = links["movie"].map(row_of)
        links["thing"] = links[key].map(pd.Series(things.index, index=things[key]))
        made[f"movie_{cell}"], made[cell] = links, things
    keywords = read(source, "keywords.csv")
    if keywords is not None:
        made["movie_keywords"] = of_films(keywords, "keywords", row_of).drop_duplicates(
            ["movie", "id"]
        )
    credits = read(source, "credits.csv")
    assert credits is not None  # noqa: S101
    parts = {
        side: of_films(credits, side, row_of).drop_duplicates("credit_id")
        for side in ("cast", "crew")
    }
    for side, order in (("cast", ["row", "order", "position"]), ("crew", ["row", "position"])):
        made[side] = parts[side].sort_values(order).reset_index(drop=True)
    both = pd.concat(parts.values())
    both["name"] = both["name"].str.strip()
    people = both.drop_duplicates("id").sort_values("id").reset_index(drop=True)
    people["name_rank"] = people["name"].map(spelling).rank(method="dense")
    people["global_id"] = global_ids("Person", people["id"])
    of_person = pd.Series(people.index, index=people["id"])
    for side in ("cast", "crew"):
        made[side]["person_row"] = made[side]["id"].map(of_person)
        counts = made[side]["row"].value_counts()
        films[f"{side}_count"] = counts.reindex(films.index, fill_value=0)
    made["people"] = people
    made.update(ratings(source, row_of))
    return made


def of_films(frame: pd.DataFrame, cell: str, row_of: pd.Series) -> pd.DataFrame:
    """The records of a file about films, of those films that were let in."""
    frame = frame[frame["id"].str.fullmatch(r"\d+", na=False)].copy()
    frame["movie"] = frame["id"].astype("int64")
    frame = frame[frame["movie"].isin(row_of.index)].drop_duplicates("movie")
    made = records(frame["movie"], frame[cell], "id")
    made["row"] = made["movie"].map(row_of)
    return made


def ratings(source: Path, row_of: pd.Series) -> dict[str, pd.DataFrame]:
    """Stars of users, where the source has them."""
    links, stars = read(source, "links.csv"), read(source, "ratings_small.csv")
    if links is None or stars is None:
        return {}
    links["movie"] = pd.to_numeric(links["tmdbId"], errors="coerce")
    joined = stars.merge(links[["movieId", "movie"]].dropna(), on="movieId")
    joined["row"] = joined["movie"].map(row_of)
    for name in ("userId", "rating", "timestamp"):
        joined[name] = pd.to_numeric(joined[name])
    joined = joined.dropna(subset=["row"]).drop_duplicates(["userId", "movie"])
    return {"ratings": joined.sort_values(["row", "userId"])}


def main() -> None:
    """Time the whole."""
    begin = time.perf_counter()
    made = tables(Path(sys.argv[1]))
    seconds = time.perf_counter() - begin
    rows = {name: len(table) for name, table in made.items()}
    digests = {
        f"{table}.{ours}": digest(made[table][theirs].tolist())
        for table, columns in SAME.items()
        if table in made
        for theirs, ours in columns.items()
    }
    print(json.dumps({"seconds": seconds, "rows": rows, "digests": digests}))


if __name__ == "__main__":
    main()
