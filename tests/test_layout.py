"""Tests lie where what they test lies, so that one is found from the other."""

from __future__ import annotations

from settings import ROOT

TESTS = ROOT / "tests"
ROOMS = (
    *("catalog", "cluster", "commands", "deploy", "etl"),
    *("execution", "export", "model", "resolvers", "server"),
)
"""Schema is not among them: it declares, and its tests ask as clients do."""
OTHERS = {
    "cluster/test_commands.py": "commands with a bucket",
    "cluster/test_image.py": "both Dockerfiles",
    "deploy/test_files.py": "files for deployment, which are not Python",
    "deploy/test_image.py": "the Dockerfile",
    "deploy/test_nginx.py": "nginx.conf",
    "deploy/test_ray.py": "ray.yaml",
    "etl/sources/test_sources.py": "all sources at once",
    "etl/test_format_law.py": "sources in all formats",
    "etl/test_other_tools.py": "sources as other tools write them",
    "execution/test_compiled_equals_reference.py": "both executors at once",
    "execution/test_weights.py": "the weights of documents and plans",
    "export/report/test_readings.py": "the sentences of all sections",
    "model/signals/test_signals.py": "all signals at once",
    "model/test_end_to_end.py": "the whole model",
    "resolvers/test_any_filter.py": "filters and orders together, at random",
    "server/test_hostile.py": "a whole server under attack",
}
"""Tests of no single module, and what they are of."""
FILES = {file.relative_to(TESTS) for room in ROOMS for file in (TESTS / room).rglob("test_*.py")}


def test_every_file_of_tests_is_named_as_a_module_or_a_folder_or_says_what_it_is_of() -> None:
    lost = []
    for file in FILES:
        module = ROOT / file.with_name(file.name.removeprefix("test_"))
        if not (module.is_file() or module.with_suffix("").is_dir()):
            lost.append(file.as_posix())
    assert set(lost) <= OTHERS.keys()
