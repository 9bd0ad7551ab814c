"""What more ratings cost: `python -m benchmarks.scale.ratings SNAPSHOTS 33000000 [USERS…]`.

Generates the files of MovieLens with about so many ratings of the films in the current snapshot of
SNAPSHOTS, builds the source with them in a process of its own, and measures how well others than
the USERS who teach the model are answered.  Figures go to `benchmarks/scale/results.json`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from benchmarks import results
from benchmarks.data.dataset import CACHE, opened, source
from benchmarks.data.movielens import generate
from benchmarks.modules import output_of
from benchmarks.raters import curve, with_ratings
from catalog.catalog import Catalog

FOLDER = CACHE / "ratings"
USERS = (500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000)


def built(lens: Path, snapshots: Path) -> dict[str, Any]:
    """Build the source with these ratings.

    Returns
    -------
    What `benchmarks.build.profile` prints, with the ratings read and kept, and tags of films.
    """
    profile = output_of("benchmarks.build.profile", source(), snapshots, lens)
    account: Any = opened(snapshots).json("account")
    rows = {side: account[side]["ratings"] for side in ("read", "kept")}
    tags = len(Catalog(opened(snapshots)).movie_tags)
    return {**profile, **rows, "tags": tags}


def main(real: Path, count: int, users: list[int]) -> None:
    """Measure, and write the results."""
    lens = generate(Catalog(opened(real)), count, FOLDER / f"raw-{count}")
    snapshots = FOLDER / f"snapshots-{count}"
    found: dict[str, Any] = {"build": built(lens, snapshots)}
    found["evaluation"] = output_of("benchmarks.scale.evaluation", snapshots)
    made = with_ratings(Catalog(opened(snapshots)), lens)
    found["raters"] = list(curve(made, users or list(USERS)))
    circumstances = results.circumstances(source())
    measured = {"measured": {"ratings": results.run(quick=False)}}
    kept = results.read(results.SCALE)
    results.write({**kept, **measured, "ratings": found}, results.SCALE)
    print(json.dumps({"machine": circumstances["machine"], **found}, indent=1))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), [int(each) for each in sys.argv[3:]])
