"""The texts that were read lately, so that no text is parsed and checked twice.

A text is looked up as it is, and if that fails by its shape: texts that differ in liftable literals
alone share one document.

Threads share the caches; see `cache/recent.py`.  Two threads that read one text at the same time
make two equal documents, of which one stays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graphql import GraphQLSchema

from execution.cache.recent import Recent
from execution.document.document import Document
from execution.document.lifting import LiftedText, lift, literal_value
from execution.errors import client_error
from execution.limits.limits import Limits
from execution.plan import RootField
from resolvers.errors import ClientError

BUDGET = 32_000_000
"""Bytes of texts, and as many of documents, that are kept."""
BYTES_PER_CHARACTER = 60
"""What a document takes for each character of its text."""
BYTES_PER_ENTRY = 2_000
"""What it takes beside that."""

ShapeKey = tuple[tuple[str, ...], str]
"""The shape of a text and the kinds of its literals."""
DocumentKey = tuple[tuple[str, ...], str, tuple[str, ...]]
"""The same, and the fixed literals as they are written."""


class ParsedText:
    """A text that was read: its document, and the literals that are its own.

    Parameters
    ----------
    written
        The literals as they are written.
    literals
        Their values.
    """

    def __init__(
        self, document: Document, written: Sequence[str] = (), literals: Sequence[Any] = ()
    ) -> None:
        self.document, self.written, self.literals = document, written, literals

    def field_error(self, error: ClientError, field: RootField) -> Mapping[str, Any]:
        """An error of a root field as the client sees it, with its place in the text."""
        return client_error(self.document.field_error(error, field, self.written))


class ParsedTexts:
    """Reads texts, and keeps what it read."""

    def __init__(self, schema: GraphQLSchema, limits: Limits) -> None:
        self.schema, self._limits = schema, limits
        self._texts: Recent[str, ParsedText] = Recent(
            BUDGET, lambda text, _: BYTES_PER_ENTRY + BYTES_PER_CHARACTER * len(text)
        )
        self._fixed_literals: Recent[ShapeKey, tuple[int, ...]] = Recent(
            BUDGET // 8, lambda key, _: BYTES_PER_ENTRY + _characters(key[0])
        )
        self._documents: Recent[DocumentKey, Document] = Recent(
            BUDGET, lambda key, _: BYTES_PER_ENTRY + BYTES_PER_CHARACTER * _characters(key[0])
        )

    def get(self, text: str) -> ParsedText | None:
        """The text if it was read lately, or one of its shape was; else None."""
        return self._texts.get(text) or self._of_known_shape(text)

    def read(self, text: str) -> ParsedText:
        """Parse and check a text."""
        lifted = lift(text)
        document = Document(self.schema, text, lifted, self._limits)
        if lifted is not None and not document.errors:
            fixed = document.fixed_literals
            self._fixed_literals.put((lifted.shape, lifted.kinds), fixed)
            self._documents.put(_key(lifted, fixed), document)
        return self._remember(text, document, lifted)

    def document_of(self, text: str) -> Document:
        """The document of exactly this text, with its own literals in their places."""
        parsed = self._texts.get(text)
        if parsed is None or parsed.document.text != text:
            return Document(self.schema, text, None, self._limits)
        return parsed.document

    def _of_known_shape(self, text: str) -> ParsedText | None:
        lifted = lift(text)
        if lifted is None:
            return None
        fixed = self._fixed_literals.get((lifted.shape, lifted.kinds))
        if fixed is None:
            return None
        document = self._documents.get(_key(lifted, fixed))
        if document is None or not document.accepts(_literal_values(lifted)):
            return None
        return self._remember(text, document, lifted)

    def _remember(self, text: str, document: Document, lifted: LiftedText | None) -> ParsedText:
        parsed = ParsedText(document)
        if lifted is not None:
            parsed = ParsedText(document, lifted.literals, _literal_values(lifted))
        self._texts.put(text, parsed)
        return parsed


def _literal_values(lifted: LiftedText) -> list[Any]:
    return [literal_value(*pair) for pair in zip(lifted.literals, lifted.kinds, strict=True)]


def _characters(shape: Sequence[str]) -> int:
    return sum(map(len, shape))


def _key(lifted: LiftedText, fixed: Sequence[int]) -> DocumentKey:
    return lifted.shape, lifted.kinds, tuple(lifted.literals[number] for number in fixed)
