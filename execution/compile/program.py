"""What the compiler makes of an operation, before Python compiles it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from execution.compile.syntax import Module
from execution.values.arguments import ArgumentReader
from resolvers.context import Context


class ResolverInfo:
    """What resolvers get as `info`; of Strawberry's they read nothing but the context."""

    __slots__ = ("context",)

    def __init__(self, context: Context) -> None:
        self.context = context


class RequestArgument(NamedTuple):
    """An argument that each request fills in: its field, its name, and what reads its value."""

    field: str
    name: str
    read: ArgumentReader


class CachedFunction(NamedTuple):
    """A function whose texts are kept.

    Attributes
    ----------
    function
        Its name in the module.
    needs
        The numbers of the arguments that its texts depend on, beside the row or value.
    by_key
        Whether it writes values that may have a key, and not rows.
    """

    function: str
    needs: tuple[int, ...]
    by_key: bool


class RootFunctions(NamedTuple):
    """A root field: the names of the functions that work its value out and that write it.

    Attributes
    ----------
    places
        Where in the text it stands.
    """

    key: str
    places: Sequence[int]
    nullable: bool
    resolve: str
    write: str


@dataclass(frozen=True)
class Program:
    """The functions of one plan.

    Attributes
    ----------
    length
        Characters of the text, whose literals the functions may hold.
    roots
        The root fields in order; a string is the text of one that is always the same.
    arguments
        What each request fills in; the first one has the number 1.
    cached
        The functions whose texts are kept; the first one has the number -1, the next one -2.
    max_bytes
        Bytes that an answer may have.
    """

    module: Module
    length: int
    roots: Sequence[RootFunctions | str]
    arguments: Sequence[RequestArgument]
    cached: Sequence[CachedFunction]
    max_bytes: int
