"""What several sets cost together: `python -m benchmarks.scale.sets SNAPSHOTS RATINGS`.

The films of The Movies Dataset are written in the formats of the million films of TMDB and of IMDb,
with titles in 13 countries, and the files of MovieLens are made with about so many RATINGS of the
films in the current snapshot of SNAPSHOTS.  One command builds them all, with The Movies Dataset
itself.  Figures go to `benchmarks/scale/results.json`.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

from benchmarks import results
from benchmarks.data import imdb_files
from benchmarks.data.dataset import CACHE, opened, source
from benchmarks.data.formats import records_of, tmdb_v11
from benchmarks.data.movielens import generate
from benchmarks.data.rows import Row, rows_of
from benchmarks.modules import output_of
from catalog.catalog import Catalog

FOLDER = CACHE / "sets"


def written(origin: Path, into: Path) -> tuple[Path, Path]:
    """Write the films of `origin` in two other formats: of TMDB's million films, and of IMDb."""
    tmdb, imdb = into / "tmdb", into / "imdb"
    films = _films(origin)
    listed = [(film, [one["name"] for one in records_of(film["genres"])]) for film in films]
    lines = {
        "title.basics.tsv.gz": imdb_files.basics(listed),
        "title.ratings.tsv.gz": imdb_files.ratings(films),
        "title.akas.tsv.gz": imdb_files.akas(films),
    }
    for folder in (tmdb, imdb):
        folder.mkdir(parents=True, exist_ok=True)
    keywords = rows_of(origin, "keywords.csv")
    (tmdb / "TMDB_movie_dataset_v11.csv").write_bytes(tmdb_v11(films, keywords))
    for name, each in lines.items():
        (imdb / name).write_bytes(gzip.compress("".join(each).encode(), 1))
    return tmdb, imdb


def _films(origin: Path) -> list[Row]:
    """The films whose id and title can be read, each once."""
    found: dict[str, Row] = {}
    for row in rows_of(origin, "movies_metadata.csv"):
        id = (row["id"] or "").strip()
        if id.isdecimal() and row.get("title"):
            found.setdefault(id, row)
    return list(found.values())


def main(real: Path, ratings: int) -> None:
    """Build all sets by one command, and write the results."""
    tmdb, imdb = written(source(), FOLDER)
    lens = generate(Catalog(opened(real)), ratings, FOLDER / f"lens-{ratings}")
    snapshots = FOLDER / "snapshots"
    profile = output_of("benchmarks.build.profile", tmdb, snapshots, source(), imdb, lens)
    catalog = Catalog(opened(snapshots))
    rows: dict[str, Any] = {
        "films": len(catalog.movies),
        "credits": len(catalog.cast) + len(catalog.crew),
        "titles by country": len(catalog.local_titles),
        "ratings read": opened(snapshots).json("account")["read"]["ratings"],
        "ratings of the sample": len(catalog.ratings),
        "tags of films": len(catalog.movie_tags),
    }
    kept = results.read(results.SCALE)
    measured = {**kept["measured"], "sets": results.run(quick=False)}
    results.write({**kept, "measured": measured, "sets": {**profile, "rows": rows}}, results.SCALE)
    print(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
