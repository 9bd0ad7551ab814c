"""A chart as a picture, in the light colors and on white."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import vl_convert

from export.report import theme
from export.report.cloud import Cloud
from export.report.figure import Figure

WIDTH, SCALE = 680, 2
FONT = "Liberation Sans"
COLORS = Path(__file__).with_name("colors.css")
CLOUD = ("main", "soft", "main", "ink", "accent")


@cache
def colors(dark: bool = False) -> dict[str, str]:
    """The hexadecimal color of each variable in colors.css."""
    light, _, dark_colors = COLORS.read_text("utf-8").partition(":root[")
    return dict(re.findall(r"--([\w-]+): (#\w+)", dark_colors if dark else light))


def cloud_colors(dark: bool = False) -> list[str]:
    """The colors of the words of a cloud."""
    return [colors(dark)[name] for name in CLOUD]


def png(figure: Figure) -> bytes:
    """The figure as PNG, at twice its size for sharp screens."""
    if isinstance(figure.chart, Cloud):
        return figure.chart.png(cloud_colors())
    return vl_convert.vegalite_to_png(_spec(figure.chart), scale=SCALE)


def svg(figure: Figure) -> str:
    """The figure, which is a chart, as SVG."""
    return vl_convert.vegalite_to_svg(_spec(figure.chart))


def _spec(chart: Any) -> dict[str, Any]:
    """The chart with a fixed width, a background, and colors in place of CSS variables."""
    config = {**theme.CONFIG, "background": "white", "padding": 12}
    text = json.dumps({**chart.to_dict(), "config": config})
    text = re.sub(r"var\(--([\w-]+)\)", lambda name: colors()[name[1]], text)
    spec: dict[str, Any] = json.loads(text.replace(theme.FONT, FONT))
    for part in (spec, *spec.get("layer", ())):
        if part.get("width") == "container":
            part["width"] = WIDTH
    return spec
