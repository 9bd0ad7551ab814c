"""A plan: one operation as functions that are ready to run.

Threads share plans.  A run keeps its state in local variables; what a plan keeps for later runs
are texts, which `cache/answer_texts.py` shares safely.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from execution.cache.answer_texts import AnswerTexts, RowTexts
from execution.compile.json_values import BYTES
from execution.compile.program import Program, ResolverInfo
from execution.errors import TooComplex
from execution.limits.limits import MAX_ERRORS, size_error
from execution.values.arguments import ArgumentReader, Values
from resolvers.errors import ClientError

BYTES_PER_PLAN = 2_000
"""What a plan takes in memory beside its functions; as measured."""


class RootField:
    """A root field: the functions that work out its value, and that write it with its key.

    Parameters
    ----------
    places
        Where in the text it stands.
    """

    def __init__(
        self,
        places: Sequence[int],
        key: str,
        nullable: bool,
        resolve: Callable[[Sequence[Any]], Any],
        write: Callable[[Any, Sequence[Any]], str],
    ) -> None:
        self.places, self.key, self.nullable = places, key, nullable
        self.resolve, self.write = resolve, write


Result = tuple[bytes, Sequence[Mapping[str, Any]]]
"""Data as JSON, and the errors as clients see them."""


class ErrorLocator(Protocol):
    """Knows the text that a request came with."""

    def field_error(self, error: ClientError, field: RootField) -> Mapping[str, Any]:
        """An error of a root field as the client sees it, with its place in the text."""


class Plan:
    """One operation, for given values of the variables that decide what is asked.

    Parameters
    ----------
    info
        What resolvers get while a text is written that later requests will use.

    Attributes
    ----------
    weight
        Bytes that it takes in memory without the texts that it keeps, which count there.
    """

    def __init__(self, program: Program, info: ResolverInfo, cache: AnswerTexts) -> None:
        functions = program.module.compiled()
        self._fields: list[RootField | str] = []
        for root in program.roots:
            if isinstance(root, str):
                self._fields.append(root)
                continue
            resolve, write = functions[root.resolve], functions[root.write]
            self._fields.append(RootField(root.places, root.key, root.nullable, resolve, write))
        self._readers: Sequence[ArgumentReader] = [each.read for each in program.arguments]
        self._texts = [
            RowTexts(functions[each.function], each.needs, info, cache, by_key=each.by_key)
            for each in reversed(program.cached)  # the first one is the last of what is filled in
        ]
        self._max_bytes = program.max_bytes
        self.weight = BYTES_PER_PLAN + program.length + program.module.weight

    def run(self, values: Values, info: ResolverInfo, locator: ErrorLocator) -> Result:
        """Answer a request.

        Raises
        ------
        InvalidValue
            A value that came with the request is not of the type of its place.
        TooComplex
            The answer would be too large.
        resolvers.errors.ClientError
            Something below a root field, or a root field that cannot be null, was refused.
        """
        filled: list[Any] = [info, *[read(values) for read in self._readers]]
        filled += [texts.for_request(filled) for texts in self._texts]
        errors = []
        texts = []
        size = 0
        for field in self._fields:
            if isinstance(field, str):
                texts.append(field)
                continue
            try:
                value = field.resolve(filled)
            except ClientError as error:
                if not field.nullable:
                    raise
                errors.append(locator.field_error(error, field))
                texts.append(f'"{field.key}":null')
            else:
                text = field.write(value, filled)
                size += len(text)
                if size > self._max_bytes:
                    raise TooComplex(size_error(self._max_bytes))
                texts.append(text)
        return f"{{{','.join(texts)}}}".encode(BYTES), errors[:MAX_ERRORS]
