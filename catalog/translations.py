"""Names of months, weekdays, statuses and genres, in English and Spanish."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TypeVar

from catalog.enums import Lang, Month, MovieStatus, Weekday
from catalog.names.normalization import letters

E = TypeVar("E", bound=Enum)

SPANISH_MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
)
SPANISH_WEEKDAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
SPANISH_STATUSES = (
    *("Estrenada", "En posproducción", "En producción"),
    *("Planeada", "Rumoreada", "Cancelada"),
)
SPANISH_GENRES = {
    "Action": "Acción",
    "Adventure": "Aventura",
    "Animation": "Animación",
    "Comedy": "Comedia",
    "Crime": "Crimen",
    "Documentary": "Documental",
    "Drama": "Drama",
    "Family": "Familia",
    "Fantasy": "Fantasía",
    "Foreign": "Extranjera",
    "History": "Historia",
    "Horror": "Terror",
    "Music": "Música",
    "Mystery": "Misterio",
    "Romance": "Romance",
    "Science Fiction": "Ciencia ficción",
    "TV Movie": "Película de TV",
    "Thriller": "Suspense",
    "War": "Bélica",
    "Western": "Western",
}
LABELS: Mapping[Enum, dict[Lang, str]] = {
    **{
        choice: {Lang.EN: choice.name.capitalize(), Lang.ES: spanish}
        for choices, names in ((Month, SPANISH_MONTHS), (Weekday, SPANISH_WEEKDAYS))
        for choice, spanish in zip(choices, names, strict=True)
    },
    **{
        status: {Lang.EN: status.value, Lang.ES: spanish}
        for status, spanish in zip(MovieStatus, SPANISH_STATUSES, strict=True)
    },
}


def parse_label(choices: type[E], text: str) -> E | None:
    """The month or weekday that `text` means: its label in either language, or its number.

    Case and accents do not count.  None if it means none of them.
    """
    wanted = letters(text)
    for choice in choices:
        names = {letters(name) for name in LABELS[choice].values()}
        if wanted in names or wanted == str(choice.value):
            return choice
    return None
