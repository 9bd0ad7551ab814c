"""A plan: one operation as functions that are ready to run."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from graphql import FieldNode, GraphQLObjectType

from execution.cache.texts import Fragments, Texts
from execution.compile.collector import Selected
from execution.compile.compiler import Compiler, Information
from execution.compile.leaves import BYTES
from execution.values.arguments import Fill, Given
from resolvers.errors import ClientError

MOST_ERRORS = 5
"""Errors that an answer has at the most."""


class Answer:
    """What came of an operation.

    Parameters
    ----------
    data
        JSON; None where the operation was not run.
    extensions
        What else a client is told, as JSON.
    operation
        Its name.
    fallback
        Why the reference executor was asked, if it was.
    """

    def __init__(
        self,
        data: bytes | None,
        errors: Sequence[Mapping[str, Any]] = (),
        extensions: bytes = b"",
        operation: str = "",
        cost: int | None = None,
        fallback: str | None = None,
    ) -> None:
        self.data, self.errors, self.extensions = data, errors, extensions
        self.operation, self.cost, self.fallback = operation, cost, fallback

    def json(self) -> bytes:
        """The body of the response."""
        if not self.errors and self.data is not None:
            return b'{"data":%b,"extensions":%b}' % (self.data, self.extensions)
        parts = []
        if self.errors:  # by the standard library, since a message may quote half a character
            parts.append(b'"errors":%b' % json.dumps(self.errors).encode())
        if self.data is not None:
            parts.append(b'"data":%b' % self.data)
        if self.extensions:
            parts.append(b'"extensions":%b' % self.extensions)
        return b"{%b}" % b",".join(parts)


class Field:
    """A root field: the functions that work out its value, and write it with its key."""

    def __init__(
        self,
        nodes: Sequence[FieldNode],
        key: str,
        nullable: bool,
        resolve: Callable[[Sequence[Any]], Any],
        write: Callable[[Any, Sequence[Any]], str],
    ) -> None:
        self.nodes, self.key, self.nullable = nodes, key, nullable
        self.resolve, self.write = resolve, write


Ran = tuple[bytes, Sequence[Mapping[str, Any]]]
"""Data as JSON, and the errors."""


class Text(Protocol):
    """The text that a request came with."""

    def located(self, error: ClientError, field: Field) -> Mapping[str, Any]:
        """An error of a root field as the client sees it, with its place in the text."""


class Plan:
    """One operation for given values of the variables that decide what is asked."""

    def __init__(
        self,
        kind: GraphQLObjectType,
        fields: Mapping[str, Selected],
        compiler: Compiler,
        information: Information,
        fragments: Fragments,
    ) -> None:
        self._fields: list[Field | str] = []
        roots = {
            key: compiler.root(kind, selected)
            for key, selected in fields.items()
            if selected.name != "__typename"
        }
        functions = compiler.module.made()
        for key in fields:
            if key not in roots:
                self._fields.append(f'"{key}":"{kind.name}"')
                continue
            root = roots[key]
            self._fields.append(
                Field(
                    root.selected.nodes,
                    key,
                    root.nullable,
                    functions[root.resolve],
                    functions[root.write],
                )
            )
        self._fills: Sequence[Fill] = compiler.fills
        self._kept = [
            Texts(functions[kept.function], kept.needs, information, fragments, by_key=kept.by_key)
            for kept in reversed(compiler.kept)
        ]
        self.slow = compiler.slow

    def run(self, given: Given, information: Information, text: Text) -> Ran:
        """Answer a request.

        Raises
        ------
        Unfit
            A value that came with it is none for its place.
        resolvers.errors.ClientError
            Something below a root field was refused.
        """
        request: list[Any] = [information, *[fill(given) for fill in self._fills]]
        request += [texts.of(request) for texts in self._kept]
        errors = []
        texts = []
        for field in self._fields:
            if isinstance(field, str):
                texts.append(field)
                continue
            try:
                value = field.resolve(request)
            except ClientError as error:
                if not field.nullable:
                    raise
                errors.append(text.located(error, field))
                texts.append(f'"{field.key}":null')
            else:
                texts.append(field.write(value, request))
        return f"{{{','.join(texts)}}}".encode(BYTES), errors[:MOST_ERRORS]
