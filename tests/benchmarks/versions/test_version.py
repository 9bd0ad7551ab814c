"""Another version runs from its own folder, by the settings that it knows."""

from __future__ import annotations

from pathlib import Path

from benchmarks.contest.contenders import MODES, NOTHING_KEPT
from benchmarks.versions.version import Version

VERSION = Version("v1", Path("old"), "old/python", Path("old/snapshots"))


def test_a_version_is_served_by_its_own_python_from_its_own_folder_and_snapshot() -> None:
    server = VERSION.server(NOTHING_KEPT, extensions=True)
    assert server.command[:5] == ["old/python", "main.py", "serve", "--snapshots", "old/snapshots"]
    assert (server.name, server.folder) == (f"v1, {NOTHING_KEPT}", Path("old"))


def test_a_version_gets_each_setting_by_its_present_and_its_former_name() -> None:
    environment = VERSION.server(NOTHING_KEPT, extensions=False).environment
    assert environment.items() >= MODES[NOTHING_KEPT].items()
    assert environment["REELGRAPH_FRAGMENT_CACHE_MB"] == "0"
    assert environment["REELGRAPH_EXTENSIONS"] == "false"
