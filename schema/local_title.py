"""LocalTitle: a title that a film has in a country or language."""

from __future__ import annotations

import strawberry

from catalog import tables
from catalog.enums import TitleKind
from schema.country import Country
from schema.fields import backed_by, column
from schema.language import Language


@strawberry.type(description="A title that a film has in a country or language.")
@backed_by(tables.LocalTitles)
class LocalTitle:
    """A title that a film has in a country or language."""

    title: str = column(description="The title.")
    country: Country | None = column(
        description="The country. Null where the title is that of no one country."
    )
    language: Language | None = column(
        description="The language: that of the country, where the source says none and the country "
        "has one. Null when unknown."
    )
    kind: TitleKind | None = column(description="What the title is used for. Null when unknown.")
