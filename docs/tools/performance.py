"""Write docs/performance.md from benchmarks/results.json: `python -m docs.tools.performance`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from benchmarks import results
from benchmarks.promises import Promise, promises
from benchmarks.terminal import FIGURES, number
from docs.tools import DOCS

PAGE = DOCS / "performance.md"
PLOTS = PAGE.with_suffix("")
MEGABYTE = 1e6

HEAD = """# Performance

The cost of a request, compared with other servers over the same films. This page is generated from
`benchmarks/results.json` by `python -m docs.tools.performance`, the last step of `make bench`.
"""
METHOD = """## Extensions

`make extensions` compiles the modules that every request passes with
[mypyc](https://mypyc.readthedocs.io/), from the same source. It takes about a minute and needs a C
compiler and Python's headers, which it tries to install with apt. After that `python main.py serve`
uses the compiled modules, provided they were built from exactly the current code and for the
current Python. After any change to these modules Python runs them uncompiled, until you call `make
extensions` again. The lines "texts kept, no extensions" above are without them.
`make test-extensions` runs the tests of these modules against the compiled ones.

## Comparing two versions

`make bench-versions AGAINST=HEAD~5` compares the working tree with another revision. It checks
that revision out into an ignored folder, compiles the extensions and builds the snapshot of both,
starts both servers and measures them in turn, query by query. It prints the CPU time per
request of both, the median of the ratios of nine rounds, and the range of the middle
half of these ratios. With `AGAINST=HEAD` and no changes it shows how far apart two equal versions
appear on your machine. On a machine that
does other work, too, `INSTRUCTIONS=yes` counts the instructions of a request with Valgrind,
which are nearly the same each time.

The modes are those of the tables above. With *texts kept*, the default, a server caches the JSON
of films and people that it has rendered; with *nothing kept* it renders each answer
again; with the *response cache*, also on by default, it sends a whole answer again. The *reference*
is graphql-core under Strawberry, without any of these.

## How it is measured

`make bench` does everything: it installs the other servers into an ignored folder, builds the
catalog, exports it for them, checks that all give the same answers, and measures. Before that it
asks compiled queries and graphql-core 50,000 queries made at random and prints how many answers
differ (`python -m benchmarks --only agreement`). The server under
test has one core and the client (wrk) another; the other servers are paused meanwhile. Servers
take turns within each round, so a busy minute affects all of them. The tables show the median of
all rounds, with the smallest and the largest value in parentheses. Variables rotate through
thousands of values over keep-alive HTTP on the same machine. The main figure is the **CPU time of
the server's processes** per request at 32 connections, as counted by the kernel and including the
database: it is more stable on a noisy machine than requests per second.

The other servers hold prebuilt objects in memory with maps for every look-up and presorted lists.
Mercurius compiles each document with graphql-jit; Apollo Server caches parsed documents and runs on
Fastify; PostGraphile reads tables whose primary keys match the sort orders of the queries. They
find titles only as written; typos, accents and articles are handled by Reelgraph alone. A bare
uvicorn that reads a request and sends constant bytes of the same length marks the limit.

The pandas tables are built from the same zip in one process: nested cells with
`ast.literal_eval`, then films, links, credits, people and ratings with rows instead of ids,
global ids, ranks of names, and counts of credits. Their columns are compared with ours cell by
cell, in order; a column that differs is named below the table of steps. Pandas skips some of our
steps: the account of dropped rows, the reverse edges from things to films, the weighted rating,
and texts as JSON. The whole build in pandas and scikit-learn continues from there: the blocks of
our model by `TfidfVectorizer` and `TfidfTransformer`, side by side in one matrix, and
`NearestNeighbors` (brute force, cosine, all cores) for 200 neighbors of every film, by content
and with the audience. It has no vote factor, so some of its nearest films differ.
"""


def page(found: Mapping[str, Any]) -> str:
    """The page in Markdown."""
    return "\n".join([HEAD, *_circumstances(found), *_parts(found), METHOD, *_versions(found)])


def _parts(found: Mapping[str, Any]) -> Iterator[str]:
    kept = list(promises(found))
    if kept:
        yield "## Summary\n"
        yield table(("", "measured", "required", "goal"), map(_promise, kept))
    if "contest" in found:
        yield from _contest(found["contest"])
    if "growth" in found:
        yield from _growth(found["growth"])
    if "build" in found:
        yield from _build(found["build"])
    if "size" in found:
        yield from _size(found["size"])


def _circumstances(found: Mapping[str, Any]) -> Iterator[str]:
    machine = found["machine"]
    if any(run["quick"] for run in found["measured"].values()):
        yield "**Some of these figures come from a short trial and mean little.**\n"
    days = sorted({run["date"] for run in found["measured"].values()})
    yield (
        f"Measured on {' and '.join(days)} over {found['source']}: {machine['processor']}, "
        f"{machine['cores']} cores, {machine['memory_gb']} GB, {machine['system']}.\n"
    )


def _contest(contest: Mapping[str, Any]) -> Iterator[str]:
    queries = contest["queries"]
    yield f"## The same {contest['films']:,} films, the same answers\n"
    yield table(
        ("", "query", "values", "bytes of a median answer"),
        ([name, q["title"], f"{q['values']:,}", f"{q['bytes']:,}"] for name, q in queries.items()),
    )
    yield f"{contest['answers_compared']:,} answers were compared first.\n"
    yield "![CPU time of a request by server and query](performance/contest.svg)\n"
    for figure, title in FIGURES.items():
        yield f"### {title[0].upper()}{title[1:]}\n"
        yield table(
            ("server", *queries),
            (
                [server, *(number(of.get(query), figure) for query in queries)]
                for server, of in contest["servers"].items()
            ),
        )
    yield from (f"- {note}" for note in contest["notes"])
    yield ""


def _promise(promise: Promise) -> list[str]:
    found = f"{promise.measured:.2f}" if promise.is_met else f"**{promise.measured:.2f}**"
    return [promise.what, found, *promise.bounds]


def _growth(growth: Mapping[str, Any]) -> Iterator[str]:
    yield "## Longer lists\n"
    yield "![CPU time of a request by length of its list](performance/lists.svg)\n"
    for query, what in (("Q2", "films of a genre and year"), ("Q4", "films of a person, casts")):
        lengths = [length for length, _ in next(iter(growth.values()))[query]]
        yield table(
            (f"{what}, CPU µs", *map(str, lengths)),
            ([name, *(f"{cpu:,.0f}" for _, cpu in of[query])] for name, of in growth.items()),
        )


def _build(build: Mapping[str, Any]) -> Iterator[str]:
    yield "## Building a snapshot\n"
    yield table(("step", "seconds"), ([step, f"{s:.1f}"] for step, s in build["seconds"].items()))
    if "pandas" in build:
        pandas = build["pandas"]
        yield (
            f"The tables take {pandas['tables']:.1f} seconds in pandas with `ast.literal_eval`, "
            f"{pandas['ratio']:.1f} times as long.\n"
        )
    if "scikit_learn" in build:
        whole = build["scikit_learn"]
        steps = ", ".join(f"{step} {seconds:.0f}" for step, seconds in whole["seconds"].items())
        yield (
            f"In pandas and scikit-learn the three steps tables, model and neighbors take "
            f"{whole['ratio']:.1f} times as long as here (seconds: {steps}). Of the ten nearest "
            f"films by content, {whole['agreement']:.0%} are the same.\n"
        )
    if build["notes"]:
        yield "\n".join(f"- {note}" for note in build["notes"]) + "\n"


def _size(size: Mapping[str, Any]) -> Iterator[str]:
    yield "## A million films\n"
    yield (
        "The real films several times over, each copy with its own ids and names. The lists that "
        "Q2 filters grow with the catalog, and so does its cost.\n"
    )
    yield "![CPU time of a request by size of the catalog](performance/size.svg)\n"
    rows = [
        ["seconds to open", *(f"{of['median']:.2f}" for of in size["start_seconds"])],
        ["own memory when started, MB above an empty server", *_megabytes(size["memory_started"])],
        ["own memory after load, MB above an empty server", *_megabytes(size["memory_used"])],
    ]
    rows += [
        [f"{name}, CPU µs", *(f"{cpu['median']:,.0f}" for cpu in of)]
        for name, of in size["cpu"].items()
    ]
    yield table(("films", *(f"{films:,}" for films in size["films"])), rows)


def _megabytes(sizes: Sequence[int]) -> list[str]:
    return [f"{size / MEGABYTE:,.0f}" for size in sizes]


def _versions(found: Mapping[str, Any]) -> Iterator[str]:
    named = (f"{name} {version}" for name, version in found["versions"].items() if version)
    yield f"Versions: {', '.join(named)}.\n"


def table(heads: Sequence[str], rows: Any) -> str:
    """A table in Markdown."""
    lines = [f"| {' | '.join(heads)} |", f"| --- {'| ---: ' * (len(heads) - 1)}|"]
    lines += [f"| {' | '.join(cells)} |" for cells in rows]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the page and the plots."""
    from docs.tools import charts  # here, since the page itself needs no plotting library

    found = results.read()
    PAGE.write_text(page(found), encoding="utf-8")
    PLOTS.mkdir(exist_ok=True)
    for name, chart in charts.charts(found):
        chart.save(PLOTS / f"{name}.svg")


if __name__ == "__main__":
    main()
