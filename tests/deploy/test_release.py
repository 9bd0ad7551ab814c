"""What a release needs, each thing in a small project that has all the others."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from deploy.release import faults, git_faults, main, notes
from docs.tools.schema_changes import bare
from settings import ROOT, version

FIRST = "type Query { film: String, year: Int }"
SECOND = "type Query { film: String, year: Int, votes: Int }"
CHANGELOG = """# Changelog

## Unreleased

## 1.1.0 - 2027-01-31

### Added

- Votes.

## 1.0.0 - 2026-11-27

### Added

- Films.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that is ready to release 1.1.0."""
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.1.0"\n')
    (tmp_path / "CHANGELOG.md").write_text(CHANGELOG)
    (tmp_path / "schema" / "releases").mkdir(parents=True)
    (tmp_path / "schema" / "schema.graphql").write_text(SECOND)
    (tmp_path / "schema" / "releases" / "1.0.0.graphql").write_text(bare(FIRST))
    (tmp_path / "schema" / "releases" / "1.1.0.graphql").write_text(bare(SECOND))
    return tmp_path


def commit(project: Path) -> None:
    who = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org")
    for command in (("init", "-q"), ("add", "-A"), (*who, "commit", "-q", "-m", "All of it")):
        subprocess.run(["git", *command], cwd=project, check=True)


def test_a_project_that_has_everything_has_no_fault(project: Path) -> None:
    assert list(faults("1.1.0", project)) == []


def test_the_version_is_that_of_pyproject(project: Path) -> None:
    (project / "pyproject.toml").write_text('[project]\nversion = "1.0.0"\n')
    assert list(faults("1.1.0", project)) == ["pyproject.toml has the version 1.0.0, not 1.1.0"]


@pytest.mark.parametrize("heading", ["1.1.0", "1.1.0 - soon", "1.1.0 - 2027-02-30", "1.1.1"])
def test_the_section_of_the_changelog_has_a_date(heading: str, project: Path) -> None:
    (project / "CHANGELOG.md").write_text(CHANGELOG.replace("1.1.0 - 2027-01-31", heading))
    (fault,) = faults("1.1.0", project)
    assert fault == "CHANGELOG.md has no section `## 1.1.0 - YYYY-MM-DD`"


def test_no_entry_of_the_changelog_is_left_unreleased(project: Path) -> None:
    (project / "CHANGELOG.md").write_text(CHANGELOG.replace("## 1.1.0", "- More.\n\n## 1.1.0"))
    (fault,) = faults("1.1.0", project)
    assert "under Unreleased" in fault


@pytest.mark.parametrize("heading", ["", "### News"])
def test_entries_stand_under_the_kinds_of_keep_a_changelog(heading: str, project: Path) -> None:
    (project / "CHANGELOG.md").write_text(CHANGELOG.replace("### Added", heading, 1))
    (fault,) = faults("1.1.0", project)
    assert "needs headings out of Added, Changed" in fault


@pytest.mark.parametrize("content", [None, FIRST])
def test_the_schema_of_the_release_is_kept(content: str | None, project: Path) -> None:
    kept = project / "schema" / "releases" / "1.1.0.graphql"
    kept.unlink() if content is None else kept.write_text(bare(content))
    (fault,) = faults("1.1.0", project)
    assert "`python -m docs.tools.schema_changes 1.1.0`" in fault


def test_a_breaking_change_needs_a_major_version(project: Path) -> None:
    broken = "type Query { film: String }"
    (project / "schema" / "schema.graphql").write_text(broken)
    for name in ("1.1.0", "2.0.0"):
        (project / "schema" / "releases" / f"{name}.graphql").write_text(bare(broken))
    found = list(faults("1.1.0", project))
    assert found == [
        "breaking, which only a new major version may be: Field Query.year was removed."
    ]
    assert not any("breaking" in fault for fault in faults("2.0.0", project))


def test_the_notes_are_the_section_of_the_changelog_and_the_changes_of_the_schema(
    project: Path,
) -> None:
    assert notes("1.1.0", project) == (
        "Reelgraph 1.1.0\n\n### Added\n\n- Votes.\n\n"
        "### Schema, compared with 1.0.0\n\nAdded:\n\n- `Query.votes`\n"
    )
    assert notes("1.0.0", project) == "Reelgraph 1.0.0\n\n### Added\n\n- Films.\n"


@pytest.mark.live
def test_what_is_not_committed_or_tagged_already_stands_in_the_way(project: Path) -> None:
    commit(project)
    assert list(git_faults("1.1.0", project)) == []
    subprocess.run(["git", "tag", "v1.1.0"], cwd=project, check=True)
    (project / "new").touch()
    assert list(git_faults("1.1.0", project)) == [
        "some changes are not committed; `git status` lists them",
        "there is a tag v1.1.0 already",
    ]


@pytest.mark.live
def test_a_release_says_how_to_tag_it(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commit(project)
    main("1.1.0", project)
    assert "git tag --annotate v1.1.0" in capsys.readouterr().out
    assert (project / "release-notes.md").read_text() == notes("1.1.0", project)


@pytest.mark.live
def test_a_release_that_lacks_something_says_all_of_it_and_has_no_notes(project: Path) -> None:
    commit(project)
    (project / "pyproject.toml").write_text('[project]\nversion = "1.0.0"\n')
    with pytest.raises(SystemExit) as exit_of:
        main("1.1.0", project)
    assert str(exit_of.value).count("error: ") == 2
    assert not (project / "release-notes.md").exists()
    with pytest.raises(SystemExit, match="is no version"):
        main("next", project)


def test_the_version_of_today_has_its_section_in_the_changelog() -> None:
    assert [fault for fault in faults(version()) if "CHANGELOG.md has no section" in fault] == []
    assert (ROOT / "schema" / "releases" / f"{version()}.graphql").is_file()
