"""Addresses of pictures."""

import pytest

from catalog.enums import PosterSize, ProfileSize
from resolvers import images


@pytest.mark.parametrize(
    ("size", "address"),
    [
        (PosterSize.W342, "https://image.tmdb.org/t/p/w342/heat.jpg"),
        (PosterSize.ORIGINAL, "https://image.tmdb.org/t/p/original/heat.jpg"),
        (ProfileSize.H632, "https://image.tmdb.org/t/p/h632/heat.jpg"),
    ],
)
def test_the_address_has_size_and_path(size: PosterSize | ProfileSize, address: str) -> None:
    assert images.url("/heat.jpg", size) == address


def test_without_a_path_there_is_no_address() -> None:
    assert images.url(None, PosterSize.W342) is None
