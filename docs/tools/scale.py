"""Write the measured parts of docs/scale.md: `python -m docs.tools.scale`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from benchmarks import results
from docs.tools import DOCS
from docs.tools.performance import MEGABYTE, table

PAGE = DOCS / "scale.md"
PLOTS = PAGE.with_suffix("")
PART = re.compile(r"(<!-- measured: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
GIGABYTE, HOUR, MILLION = 1e9, 3_600, 1e6


def page(found: Mapping[str, Any]) -> str:
    """The page with the figures that were measured last between its marks."""
    text = PAGE.read_text(encoding="utf-8")
    return PART.sub(lambda part: f"{part[1]}\n{PARTS[part[2]](found)}\n{part[3]}", text)


def _circumstances(found: Mapping[str, Any]) -> str:
    machine, run = found["machine"], found["measured"]["scale"]
    trial = "  It was a short trial, so the costs of requests mean little." if run["quick"] else ""
    return (
        f"Measured on {run['date']} over {found['source']} and what was generated from it: "
        f"{machine['processor']}, {machine['cores']} cores, {machine['memory_gb']} GB.{trial}\n"
    )


def _build(found: Mapping[str, Any]) -> str:
    builds = found["scale"]["builds"]
    rows = [[step, *(_step(build, step) for build in builds)] for step in builds[-1]["seconds"]]
    totals = [(sum(b["seconds"].values()), sum(b["cpu"].values())) for b in builds]
    rows.append(["together", *(f"{wall:,.0f} / {cpu:,.0f}" for wall, cpu in totals)])
    rows.append(["credits", *(f"{b['credits']:,}" for b in builds)])
    rows.append(
        [
            "core-hours for a million films",
            *(
                f"{cpu / HOUR * MILLION / b['films']:.2f}"
                for b, (_, cpu) in zip(builds, totals, strict=True)
            ),
        ]
    )
    rows.append(["highest memory, GB", *(f"{_highest(b) / GIGABYTE:.1f}" for b in builds)])
    rows += [
        [
            f"recall@10 of neighbors, {mode}",
            *(f"{b['recall'][mode]:.3f}" if b["recall"] else "exact" for b in builds),
        ]
        for mode in ("content", "blend")
    ]
    return table(_heads("step: seconds / of CPU", found), rows)


def _snapshot(found: Mapping[str, Any]) -> str:
    builds = found["scale"]["builds"]
    rows = [
        [part, *(f"{b['bytes'][part] / b['films']:,.0f}" for b in builds)]
        for part in builds[0]["bytes"]
    ]
    rows.append(["together", *(f"{sum(b['bytes'].values()) / b['films']:,.0f}" for b in builds)])
    return table(_heads("bytes for each film", found), rows)


def _served(found: Mapping[str, Any]) -> str:
    served = found["scale"]["served"]
    rows = [["seconds to open", *(f"{of['median']:.2f}" for of in served["start_seconds"])]]
    for name, what in (
        ("memory_started", "when started"),
        ("memory_used", "after load"),
        ("memory_tuned", "after comparing all films"),
    ):
        megabytes = (f"{size / MEGABYTE:,.0f}" for size in served[name])
        rows.append([f"own memory {what}, MB above an empty server", *megabytes])
    for name, of in served["cpu"].items():
        rows.append([f"{name}, CPU µs", *(f"{cpu['median']:,.0f}" for cpu in of)])
    for name, counts in served["failed"].items():
        rows.append([f"{name}, answers with errors of {served['asked']}", *map(str, counts)])
    for kind in served["tuned"][0]:
        cells = [of[kind] for of in served["tuned"]]
        times = (f"{c['median']:,.0f} / {c['most']:,.0f} / {c['late']}" for c in cells)
        rows.append([f"similar, {kind}: ms at the median / most / too late of 20", *times])
    return table(_heads("", found), rows)


def _ratings(found: Mapping[str, Any]) -> str:
    build = found["ratings"]["build"]
    rows = [[step, _step(build, step)] for step in build["seconds"]]
    total = [sum(build[what].values()) for what in ("seconds", "cpu")]
    rows.append(["together", f"{total[0]:,.0f} / {total[1]:,.0f}"])
    rows.append(["ratings read", f"{build['read']:,}"])
    rows.append(["ratings of the sample", f"{build['kept']:,}"])
    rows.append(["tags of films", f"{build['tags']:,}"])
    rows.append(["highest memory, GB", f"{_highest(build) / GIGABYTE:.1f}"])
    evaluation = found["ratings"]["evaluation"]
    rows.append(["evaluating it: CPU seconds", f"{evaluation['cpu']:,.0f}"])
    rows.append(["evaluating it: highest memory, GB", f"{evaluation['memory'] / GIGABYTE:.1f}"])
    return table(("step: seconds / of CPU", "with made ratings"), rows)


def _sets(found: Mapping[str, Any]) -> str:
    build = found["sets"]
    rows = [[step, _step(build, step)] for step in build["seconds"]]
    total = [sum(build[what].values()) for what in ("seconds", "cpu")]
    rows.append(["together", f"{total[0]:,.0f} / {total[1]:,.0f}"])
    rows += [[name, f"{count:,}"] for name, count in build["rows"].items()]
    rows.append(["highest memory, GB", f"{_highest(build) / GIGABYTE:.1f}"])
    return table(("step: seconds / of CPU", "all sets"), rows)


def _raters(found: Mapping[str, Any]) -> str:
    points = found["ratings"]["raters"]
    names = list(points[0]["ipw"])
    rows = [
        [
            f"{point['users']:,}",
            f"{point['ratings']:,}",
            *(f"{point['ipw'][name]:.4f}" for name in names),
            f"{point['fit']:,.0f}",
        ]
        for point in points
    ]
    return table(("users", "ratings", *(f"IPW, {name}" for name in names), "fit, CPU s"), rows)


PARTS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "circumstances": _circumstances,
    "build": _build,
    "snapshot": _snapshot,
    "served": _served,
    "ratings": _ratings,
    "raters": _raters,
    "sets": _sets,
}


def _heads(first: str, found: Mapping[str, Any]) -> Sequence[str]:
    return (first, *(f"{films:,} films" for films in found["scale"]["films"]))


def _step(build: Mapping[str, Any], step: str) -> str:
    if step not in build["seconds"]:
        return "–"
    return f"{build['seconds'][step]:,.0f} / {build['cpu'][step]:,.0f}"


def _highest(build: Mapping[str, Any]) -> int:
    return int(max(build["memory"].values()))


def lines(found: Mapping[str, Any]) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """What the plots show: name, what is measured, and the points."""
    of = found["scale"]
    yield (
        "build",
        "CPU seconds",
        [
            {"line": step, "films": b["films"], "value": seconds}
            for b in of["builds"]
            for step, seconds in b["cpu"].items()
        ],
    )
    yield (
        "served",
        "CPU, µs a request",
        [
            {"line": query, "films": films, "value": cpu["median"]}
            for query, by_size in of["served"]["cpu"].items()
            for films, cpu in zip(of["films"], by_size, strict=True)
        ],
    )


def main() -> None:
    """Write the page and the plots."""
    from docs.tools import charts  # here, since the page itself needs no plotting library

    found = results.read(results.SCALE)
    PAGE.write_text(page(found), encoding="utf-8")
    PLOTS.mkdir(exist_ok=True)
    for name, what, points in lines(found):
        charts.growing(points, what).save(PLOTS / f"{name}.svg")


if __name__ == "__main__":
    main()
