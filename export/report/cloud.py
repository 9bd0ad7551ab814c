"""A cloud of words as a picture, for a light page and for a dark one."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import matplotlib as mpl
from wordcloud import WordCloud

SIZE, SCALE = (680, 320), 2
SEED = 7
FONT = Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans-Bold.ttf"
"""It comes with matplotlib, so that the cloud is the same everywhere."""


class Cloud(NamedTuple):
    """Words whose sizes follow their counts."""

    layout: Any

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> Cloud:
        """Lay the words out."""
        width, height = SIZE
        cloud = WordCloud(
            font_path=str(FONT),
            width=width,
            height=height,
            scale=SCALE,
            mode="RGBA",
            background_color=None,
            prefer_horizontal=1,
            relative_scaling=0.35,
            max_words=120,
            max_font_size=84,
            min_font_size=9,
            margin=3,
            random_state=SEED,
        )
        return cls(cloud.generate_from_frequencies(dict(counts)))

    def png(self, colors: Sequence[str]) -> bytes:
        """Draw it in these colors, which take turns, on no background."""
        place = {word: at for at, ((word, _), *_) in enumerate(self.layout.layout_)}

        def color(word: str, **_: Any) -> str:
            return colors[place[word] % len(colors)]

        image = self.layout.recolor(color_func=color).to_image().quantize(64)
        stream = io.BytesIO()
        image.save(stream, "PNG", optimize=True)
        return stream.getvalue()

    def address(self, colors: Sequence[str]) -> str:
        """The picture as a data URL."""
        return "data:image/png;base64," + base64.b64encode(self.png(colors)).decode()
