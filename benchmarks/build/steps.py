"""The steps of a build, each timed: `python -m benchmarks.build.steps SOURCE`.

Prints JSON: seconds of each step, rows of each table, a digest of each column, and the nearest
films of some films.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.build.digest import digest
from benchmarks.build.nearest import nearest
from catalog import indexes
from catalog.catalog import Catalog
from catalog.enums import Basis
from catalog.storage import store
from catalog.storage.list_columns import Edges, Run
from etl import load, pipeline, sources
from model.knn import ReferenceNeighbors
from model.neighbors import ExactSearch, all_neighbors
from model.scores import Votes


def main() -> None:
    """Run each step of a build on a source; nothing is kept."""
    seconds: dict[str, float] = {}

    @contextmanager
    def timed(step: str) -> Iterator[None]:
        begin = time.perf_counter()
        yield
        seconds[step] = time.perf_counter() - begin

    with timed("tables"):
        frames = pipeline.run(sources.read(Path(sys.argv[1])))
        tables = list(load.load(frames))
    with tempfile.TemporaryDirectory() as folder, store.draft(Path(folder)) as draft:
        with timed("writing"):
            for table in tables:
                draft.write_table(table)
        with timed("indexes"):
            indexes.write(draft)
        catalog = Catalog(draft)
        with timed("model"):
            model = ReferenceNeighbors().fit(catalog)
        with timed("neighbors"):
            votes = Votes.of_catalog(catalog)
            found = all_neighbors(ExactSearch(model, votes, catalog.movies.adult.values))
        near = nearest(catalog.movies.tmdb_id.values.tolist(), found[Basis.CONTENT].rows)
    rows = {table.table_name: len(table) for table in tables}
    digests = {
        f"{table.table_name}.{name}": digest(table.column(name)[row] for row in range(len(table)))
        for table in tables
        for name, column in table.columns().items()
        if column.shape not in (Edges, Run)
    }
    print(json.dumps({"seconds": seconds, "rows": rows, "digests": digests, "nearest": near}))


if __name__ == "__main__":
    main()
