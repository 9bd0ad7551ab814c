"""A whole build in pandas, ast and scikit-learn, as one writes it: `pandas_build.py SOURCE`.

Tables as in `pandas_tables.py`; then the blocks that our model is made of, from those tables, side
by side as one matrix; then scikit-learn's `NearestNeighbors` for every film, once by content and,
for films that somebody liked, once with their audience.  It knows no pull of votes.

Prints as JSON the seconds that each step took after imports, and the ten nearest films by content
of some films, by TMDB number.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix, diags_array, hstack
from sklearn.feature_extraction.text import TfidfTransformer, TfidfVectorizer
from sklearn.neighbors import NearestNeighbors
from sklearn.preprocessing import normalize

from benchmarks.build import nearest as sample
from benchmarks.peers.pandas_tables import tables
from model.features.gaussian import GaussianBasis
from model.neighbors import NEIGHBORS
from model.signals.audience import MIN_LIKE, SHRINKAGE
from model.signals.cast import BILLING_DECAY, MAX_BILLING
from model.signals.crew import JOBS
from model.signals.weights import CONTENT

Tables = dict[str, pd.DataFrame]
LISTED = {
    "genre": "genres",
    "company": "production_companies",
    "collection": "belongs_to_collection",
}


def matrix(rows: Any, columns: Any, cells: Any, height: int) -> csr_matrix:
    """A sparse matrix; of several cells in one place the largest counts."""
    frame = pd.DataFrame({"row": rows, "column": columns, "cell": cells})
    frame = frame.groupby(["row", "column"], as_index=False)["cell"].max()
    codes, _ = pd.factorize(frame["column"])
    return csr_matrix(
        (frame["cell"].astype("float32"), (frame["row"], codes)), (height, codes.max() + 1)
    )


def rarity(rows: csr_matrix) -> csr_matrix:
    """The rare columns weigh more; rows of unit length."""
    return csr_matrix(TfidfTransformer().fit_transform(rows))


def linked(made: Tables, name: str) -> csr_matrix:
    """Which film lists which thing, the rare ones weighing more."""
    links, height = made[f"movie_{name}"].dropna(subset=["row"]), len(made["movies"])
    key = "thing" if "thing" in links else "id"
    return rarity(matrix(links["row"], links[key], 1.0, height))


def content(made: Tables) -> csr_matrix:
    """The blocks of what a film is, each times the root of its weight."""
    films = made["movies"]
    height = len(films)
    cast = made["cast"].assign(place=made["cast"].groupby("row").cumcount())
    cast = cast[cast["place"] < MAX_BILLING]
    crew = made["crew"].assign(weight=made["crew"]["job"].map(JOBS)).dropna(subset=["weight"])
    texts = films["overview"].fillna("") + " " + films["tagline"].fillna("")
    votes, mean = films["vote_count"], films["vote_average"].mean()
    least = votes.quantile(0.9)
    rating = (votes * films["vote_average"].fillna(mean) + least * mean) / (votes + least)
    spoken = matrix(films.index, films["original_language"].fillna("xx"), 1.0, height)
    blocks = {name: linked(made, cell) for name, cell in LISTED.items()}
    blocks["keyword"] = linked(made, "keywords")
    blocks["plot"] = TfidfVectorizer(
        min_df=3, max_df=0.1, sublinear_tf=True, stop_words="english", strip_accents="unicode"
    ).fit_transform(texts)
    blocks["cast"] = rarity(
        matrix(cast["row"], cast["person_row"], 1 / (1 + BILLING_DECAY * cast["place"]), height)
    )
    blocks["crew"] = rarity(matrix(crew["row"], crew["person_row"], crew["weight"], height))
    blocks["era"] = GaussianBasis(1890, 2025, step=3, width=6).fit_transform(
        films["year"].to_numpy(float)
    )
    blocks["acclaim"] = GaussianBasis(3.5, 8.5, step=0.25, width=0.4).fit_transform(
        rating.to_numpy(float)
    )
    places = [rarity(spoken), linked(made, "production_countries")]
    blocks["language"] = normalize(hstack(places))
    weighed = [blocks[spec.signal.name.lower()] * spec.weight**0.5 for spec in CONTENT]
    return csr_matrix(hstack(weighed, format="csr", dtype=np.float32))


def audience(made: Tables) -> csr_matrix:
    """Who liked a film; the fewer did, the shorter is its row."""
    height = len(made["movies"])
    if "ratings" not in made:
        return csr_matrix((height, 1))
    ratings = made["ratings"]
    likes = ratings[ratings["rating"] >= MIN_LIKE]
    weight = 1 / np.log(2 + likes.groupby("userId")["row"].transform("size"))
    rows = normalize(matrix(likes["row"], likes["userId"], weight, height))
    count = likes["row"].value_counts().reindex(range(height), fill_value=0).to_numpy()
    return csr_matrix(diags_array(np.sqrt(count / (count + SHRINKAGE))) @ rows, dtype=np.float32)


def nearest(rows: csr_matrix, films: Any) -> Any:
    """The nearest films of some, themselves among them."""
    count = min(NEIGHBORS + 1, rows.shape[0])
    knn = NearestNeighbors(n_neighbors=count, algorithm="brute", metric="cosine", n_jobs=-1)
    return knn.fit(rows).kneighbors(rows[films], return_distance=False)


def main() -> None:
    """Time each step."""
    moments = [time.perf_counter()]
    made = tables(Path(sys.argv[1]))
    moments.append(time.perf_counter())
    films, liked = content(made), audience(made)
    moments.append(time.perf_counter())
    found = nearest(films, np.arange(films.shape[0]))
    heard_of = np.flatnonzero(np.diff(liked.indptr))
    if len(heard_of):
        nearest(csr_matrix(hstack([films, liked])), heard_of)
    moments.append(time.perf_counter())
    steps = dict(zip(("tables", "model", "neighbors"), np.diff(moments).tolist(), strict=True))
    near = sample.nearest(made["movies"]["tmdb_id"].tolist(), found)
    print(json.dumps({"seconds": steps, "nearest": near}))


if __name__ == "__main__":
    main()
