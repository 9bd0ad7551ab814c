"""Queries of each kind that cost as much as is allowed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from execution.errors import InvalidRequest, TooComplex
from execution.executor import Executor
from execution.request import OperationRequest

MOST = 100
"""Times that a field is asked for, or items of a list, at the most."""


def _repeated(field: str) -> Callable[[int, int], str]:
    """Ask for a field under `size` aliases; SEED in it becomes one of thousands of numbers."""

    def text(size: int, seed: int) -> str:
        fields = (
            f"a{n}: {field.replace('SEED', f'{(seed * MOST + n) % 9_999}')}" for n in range(size)
        )
        return f"{{ {' '.join(fields)} }}"

    return text


def _nested(size: int, seed: int) -> str:
    return (
        f"{{ movies(first: {size}, offset: {seed % 5_000}) {{ nodes {{ cast(first: {size}) {{"
        f" person {{ cast(first: {size}) {{ movie {{ title overview }} }} }} }} }} }} }}"
    )


def _long_key(size: int, seed: int) -> str:
    return (
        f"{{ movies(first: {size}, offset: {seed % 5_000}) {{ nodes {{ cast(first: {size}) {{"
        f" {'k' * 100}: character }} }} }} }}"
    )


KINDS: Mapping[str, Callable[[int, int], str]] = {
    "sorted pages": _repeated(
        "movies(first: 1, offset: 9000, where: {popularity: {min: 0.0000SEED}},"
        " sort: [TITLE, REVENUE, RUNTIME, BUDGET_DESC, RATING]) { nodes { id } }"
    ),
    "titles": _repeated('movie(title: "the lrod of the rnigs SEED") { id }'),
    "people": _repeated('people(query: "jhon smiht SEED", first: 1) { totalCount }'),
    "films by name": _repeated('movies(where: {query: "the man SEED"}, first: 1) { totalCount }'),
    "search": _repeated('search(query: "the mna of SEED") { matched }'),
    "statistics": _repeated(
        "movies(where: {popularity: {min: 0.0000SEED}}, first: 1)"
        " { stats { revenue { mean } } groups(by: COMPANY) { count stats { revenue { mean } } } }"
    ),
    "tuned neighbors": _repeated(
        'similarMovies(title: "Heat", k: 100, tuning: {diversity: 0.SEED}) { results { score } }'
    ),
    "texts": _repeated("movies(first: 100, offset: SEED) { nodes { overview } }"),
    "introspection": _repeated("__schema { types { name fields { name args { name } } } }"),
    "nested lists": _nested,
    "long keys": _long_key,
}
"""By name: from a size and a seed to a text; a greater size costs more, a seed makes it new."""


def largest(executor: Executor, kind: str) -> int:
    """The greatest size of a kind that is allowed.

    Raises
    ------
    InvalidRequest, TooComplex
        Not even the smallest is.
    """
    executor.measure(OperationRequest(KINDS[kind](1, 1)))
    allowed, refused = 1, MOST + 1
    while refused - allowed > 1:
        size = (allowed + refused) // 2
        try:
            executor.measure(OperationRequest(KINDS[kind](size, 1)))
        except (InvalidRequest, TooComplex):
            refused = size
        else:
            allowed = size
    return allowed
