"""The texts that were read lately, so that no text is parsed and checked twice.

A text is looked up as it is, and if that fails by its shape: texts that differ in liftable literals
alone share one document.

Threads share the caches; see `catalog/weighed_cache.py`.  Two threads that read one text at the
same time make two equal documents, of which one stays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from sys import getsizeof
from typing import Any

from graphql import GraphQLSchema

from catalog.cache_budgets import Budgets
from catalog.catalog import Catalog
from catalog.weighed_cache import Usage, WeighedCache
from execution.document.document import Document
from execution.document.lifting import LiftedText, lift, literal_value
from execution.errors import client_error
from execution.limits.limits import Limits
from execution.plan import RootField
from resolvers.errors import ClientError

BYTES_PER_TEXT, BYTES_PER_LITERAL = 500, 150
"""What a text takes in memory beside its characters, and each of its literals beside theirs."""

ShapeKey = tuple[tuple[str, ...], str]
"""The shape of a text and the kinds of its literals."""
DocumentKey = tuple[tuple[str, ...], str, tuple[str, ...]] | str
"""The same, and the fixed literals as they are written; or the text, if nothing was lifted."""


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


class KnownText:
    """A text that was read, without its document, which others may share."""

    def __init__(self, key: DocumentKey, written: Sequence[str], literals: Sequence[Any]) -> None:
        self.key, self.written, self.literals = key, written, literals


class ParsedTexts:
    """Reads texts, and keeps what it read.

    Documents are kept by themselves, so that each weighs once; a text whose document is forgotten
    is as good as a new one.
    """

    def __init__(
        self, schema: GraphQLSchema, catalog: Catalog, limits: Limits, budgets: Budgets
    ) -> None:
        self.schema, self._catalog, self._limits = schema, catalog, limits
        self._texts: WeighedCache[str, KnownText] = WeighedCache(
            budgets.query_texts * 2 // 3,
            lambda text, known: (
                BYTES_PER_TEXT + 3 * getsizeof(text) + BYTES_PER_LITERAL * len(known.literals)
            ),
        )
        self._fixed_literals: WeighedCache[ShapeKey, tuple[int, ...]] = WeighedCache(
            budgets.query_texts // 3,
            lambda key, _: BYTES_PER_TEXT + BYTES_PER_LITERAL * len(key[0]) + sum(map(len, key[0])),
        )
        self._documents: WeighedCache[DocumentKey, Document] = WeighedCache(
            budgets.documents, lambda _, document: document.weight
        )

    @property
    def cache_usage(self) -> Mapping[str, Usage]:
        """How full its caches are."""
        texts, shapes = self._texts.usage, self._fixed_literals.usage
        return {
            "query_texts": Usage(*map(sum, zip(texts, shapes, strict=True))),
            "documents": self._documents.usage,
        }

    def get(self, text: str) -> ParsedText | None:
        """The text if it was read lately, or one of its shape was; else None."""
        known = self._texts.get(text)
        if known is not None:
            document = self._documents.get(known.key)
            if document is not None:
                return ParsedText(document, known.written, known.literals)
        return self._of_known_shape(text)

    def read(self, text: str) -> ParsedText:
        """Parse and check a text."""
        lifted = lift(text)
        document = Document(self.schema, self._catalog, text, lifted, self._limits)
        key: DocumentKey = text
        if lifted is not None and not document.errors:
            fixed = document.fixed_literals
            self._fixed_literals.put((lifted.shape, lifted.kinds), fixed)
            key = _key(lifted, fixed)
        self._documents.put(key, document)
        return self._remember(text, key, document, lifted)

    def document_of(self, text: str) -> Document:
        """The document of exactly this text, with its own literals in their places."""
        parsed = self.get(text)
        if parsed is None or parsed.document.text != text:
            return Document(self.schema, self._catalog, text, None, self._limits)
        return parsed.document

    def _of_known_shape(self, text: str) -> ParsedText | None:
        lifted = lift(text)
        if lifted is None:
            return None
        fixed = self._fixed_literals.get((lifted.shape, lifted.kinds))
        if fixed is None:
            return None
        key = _key(lifted, fixed)
        document = self._documents.get(key)
        if document is None or not document.accepts(_literal_values(lifted)):
            return None
        return self._remember(text, key, document, lifted)

    def _remember(
        self, text: str, key: DocumentKey, document: Document, lifted: LiftedText | None
    ) -> ParsedText:
        written: Sequence[str] = lifted.literals if lifted else ()
        literals = _literal_values(lifted) if lifted else ()
        self._texts.put(text, KnownText(key, written, literals))
        return ParsedText(document, written, literals)


def _literal_values(lifted: LiftedText) -> list[Any]:
    return [literal_value(*pair) for pair in zip(lifted.literals, lifted.kinds, strict=True)]


def _key(lifted: LiftedText, fixed: Sequence[int]) -> DocumentKey:
    return lifted.shape, lifted.kinds, tuple(lifted.literals[number] for number in fixed)
