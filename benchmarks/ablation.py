"""What else could be done: `python -m benchmarks.ablation SNAPSHOTS USERS [--lists FILE]`.

Prints the table of `evaluate` for variants of the model, most of them one change away from it, and
how much IPW each gains over the basis that it changes, user by user, with an interval of 95 %.
--only TEXT leaves out the variants whose name does not contain the text.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from copy import copy
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from benchmarks.walks import mutual_proximity, walks
from catalog.catalog import Catalog
from catalog.enums import Basis, Signal
from catalog.storage.snapshot import Snapshot
from catalog.storage.store import current
from commands.evaluate import cell
from model.evaluation.designs import Design, model_design
from model.evaluation.evaluate import compare
from model.evaluation.expert_lists import ExpertLists
from model.evaluation.metrics import HEADINGS
from model.evaluation.split import read_split
from model.evaluation.uncertainty import paired_gain
from model.features.one_hot import InverseFrequency, multi_hot
from model.knn import ReferenceNeighbors
from model.scores import COUNT_PULL, RATING_PULL, WELL_KNOWN, Votes
from model.signals.taste import Taste
from model.signals.tone import Tone
from model.signals.weights import default_weights

FIRST = {
    Signal.GENRE: 0.16,
    Signal.PLOT: 0.13,
    Signal.KEYWORD: 0.17,
    Signal.CAST: 0.08,
    Signal.CREW: 0.11,
    Signal.COMPANY: 0.03,
    Signal.COLLECTION: 0.10,
    Signal.ERA: 0.12,
    Signal.LANGUAGE: 0.08,
    Signal.ACCLAIM: 0.02,
}
"""The weights of the first design, which compared films by content alone."""


class Variant(NamedTuple):
    """A design, and the basis that it is compared with."""

    name: str
    design: Design
    base: Basis = Basis.TASTE


def variants(catalog: Catalog, users: frozenset[int]) -> Iterator[Variant]:
    """Ours, the first design, and changes of weights, votes and transformers."""
    model = ReferenceNeighbors(users=users).fit(catalog)
    votes, taste = Votes.of_catalog(catalog), default_weights(Basis.TASTE)

    def design(weights: dict[Signal, float], votes: Votes = votes, **blocks: Any) -> Design:
        changed = copy(model)
        changed.blocks_ = model.blocks_ | {Signal[name]: block for name, block in blocks.items()}
        return model_design(changed, catalog, weights, votes)

    for basis in Basis:
        yield Variant(basis.value, design(default_weights(basis)), basis)
    count_pull = votes._replace(pull=COUNT_PULL * votes.log_votes)
    yield Variant("first design", design(FIRST, count_pull, GENRE=_plain_genres(catalog)))
    unrated = ReferenceNeighbors(users=()).fit(catalog)
    without = model_design(unrated, catalog, default_weights(Basis.BLEND))
    yield Variant("blend, no ratings", without, Basis.CONTENT)
    for signal in (s for s in taste if model.blocks_[s].shape[1]):
        left = {other: weight for other, weight in taste.items() if other is not signal}
        yield Variant(f"without {signal.name}", design(left))
    for signal, value in ((Signal.TASTE, 0.15), (Signal.TASTE, 0.25), (Signal.GENRE, 0.11)):
        yield Variant(f"{signal.name} at {value:g}", design(_with(signal, value)))
    moved = _with(Signal.TONE, 0.12) | {Signal.KEYWORD: 0.09 * taste[Signal.GENRE] / 0.10}
    yield Variant("TONE at 0.12, KEYWORD at 0.09", design(moved))
    for rating_pull in (0.0, 0.2):
        above = (votes.pull - COUNT_PULL * votes.log_votes) / RATING_PULL
        pulled = votes._replace(pull=COUNT_PULL * votes.log_votes + rating_pull * above)
        yield Variant(f"pull of the rating {rating_pull:g}", design(taste, pulled))
    sooner = votes._replace(log_votes=votes.log_votes * WELL_KNOWN / 2)
    yield Variant("well known from 100 votes", design(taste, sooner))
    for name, made in {
        "common taste left out": Taste(common=1),
        "common taste kept": Taste(common=0),
        "ridge 4": Taste(ridge=4),
        "TASTE in 32 dimensions": Taste(dimensions=32),
        "TASTE in 128 dimensions": Taste(dimensions=128),
    }.items():
        yield Variant(name, design(taste, TASTE=made.fit_transform(model.blocks_)))
    for dimensions in (16, 48):
        tone = Tone(dimensions).fit_transform(model.blocks_)
        yield Variant(f"TONE in {dimensions} dimensions", design(taste, TONE=tone))
    for share in (0.5, 0.6):
        weights = {signal: (1 - share) * weight for signal, weight in taste.items()}
        weights[Signal.AUDIENCE] = share
        yield Variant(f"blend, AUDIENCE at {share:g}", design(weights), Basis.BLEND)
    likes = csr_matrix(model.blocks_[Signal.AUDIENCE])
    for beta in (0.3, 0.6):
        yield Variant(f"walks alone, β {beta:g}", walks(likes, beta), Basis.BLEND)
        step = walks(likes, beta, unit=True)
        yield Variant(f"blend by walks, β {beta:g}", _mixed(design(taste), step), Basis.BLEND)
    sample = np.random.default_rng(8).choice(len(catalog.movies), 400, replace=False)
    yield Variant("mutual proximity", mutual_proximity(design(taste), sample))


def _with(signal: Signal, value: float) -> dict[Signal, float]:
    """The weights of TASTE where one signal has another one, beside those of the content."""
    weights = default_weights(Basis.TASTE)
    return weights | {signal: value * weights[Signal.GENRE] / 0.10}


def _plain_genres(catalog: Catalog) -> csr_matrix:
    """The block of GENRE where forms weigh no more than other genres."""
    listed = multi_hot(catalog.movies.genres, len(catalog.genres))
    return csr_matrix(InverseFrequency().fit_transform(listed), dtype=np.float32)


def _mixed(one: Design, other: Design, share: float = 0.45) -> Design:
    return lambda rows: (1 - share) * one(rows) + share * other(rows)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="What else could be done.")
    parser.add_argument("snapshots", type=Path)
    parser.add_argument("users", type=Path)
    parser.add_argument("--lists", type=Path)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    catalog = Catalog(Snapshot.open(current(options.snapshots)))
    split = read_split(options.users)
    experts = None if options.lists is None else ExpertLists.read(options.lists, catalog)
    bases = {basis.value for basis in Basis}
    users = {}
    print(f"| design | gain in IPW (95 %) | {' | '.join(HEADINGS)} |")
    print("| --- " * (len(HEADINGS) + 2) + "|")
    for name, design, base in variants(catalog, split.train):
        if name in bases or options.only in name:
            found = compare(catalog, split, {name: design}, experts=experts)[name]
            users[name] = found.users
            gain = paired_gain(found.users, users[base.value])
            cells = " | ".join(map(cell, found.metrics))
            print(f"| {name} | {gain.mean:+.4f} ({gain.low:+.4f} to {gain.high:+.4f}) | {cells} |")


if __name__ == "__main__":
    main()
