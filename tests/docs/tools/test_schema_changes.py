"""What changed between two schemas, and what the schema of today may not change."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs.tools import schema_changes
from docs.tools.schema_changes import Changes, bare, changes, listed, page, version_of
from schema import schema
from settings import ROOT

OLD = '''
"""Everything."""
type Query {
  """A film, with "quotes" and \\""" in its description."""
  film(
    """Its number."""
    id: ID!
  ): Film
}
type Film { title: String! year: Int }
enum Sort { TITLE YEAR }
'''
NOTHING = Changes([], [], [], [])


def test_equal_schemas_have_no_changes_whatever_their_descriptions_say() -> None:
    assert changes(OLD, OLD.replace("Everything", "All of it")) == NOTHING


def test_what_goes_is_breaking() -> None:
    found = changes(OLD, OLD.replace("year: Int", ""))
    assert found == Changes(["Field Film.year was removed."], [], [], [])


def test_what_comes_is_added_by_name() -> None:
    new = OLD.replace("film(", "films(first: Int = 10): [Film!]!\n  film(", 1)
    new += "type Genre { id: ID }"
    added = ["`Genre`", "`Genre.id`", "`Query.films`", "`Query.films(first:)`"]
    assert changes(OLD, new) == Changes([], [], added, [])


def test_a_new_enum_value_is_dangerous_since_clients_may_get_it() -> None:
    found = changes(OLD, OLD.replace("YEAR }", "YEAR VOTES }"))
    assert found == Changes([], ["Enum value Sort.VOTES was added."], ["`Sort.VOTES`"], [])


def test_a_deprecation_is_listed_with_its_reason_once() -> None:
    new = OLD.replace("year: Int", 'year: Int @deprecated(reason: "Use `released` instead.")')
    assert changes(OLD, new) == Changes([], [], [], ["`Film.year`: Use `released` instead."])
    assert changes(new, new) == NOTHING


def test_a_kept_schema_has_no_descriptions_and_is_otherwise_the_same() -> None:
    assert '"""' not in bare(OLD)
    assert changes(OLD, bare(OLD)) == changes(bare(OLD), OLD) == NOTHING
    assert bare(bare(OLD)) == bare(OLD)


def test_the_page_lists_releases_by_number_with_the_newest_first(tmp_path: Path) -> None:
    folder = tmp_path / "schema" / "releases"
    folder.mkdir(parents=True)
    (folder / "1.9.0.graphql").write_text(OLD)
    (folder / "1.10.0.graphql").write_text(OLD.replace("year: Int", "year: Int votes: Int"))
    written = page(OLD, tmp_path)
    headings = [line for line in written.splitlines() if line.startswith("## ")]
    assert headings == ["## Unreleased", "## 1.10.0", "## 1.9.0"]
    assert "- Field Film.votes was removed." in written.partition("## 1.10.0")[0]
    assert "- `Film.votes`" in written.partition("## 1.10.0")[2]


def test_changes_are_listed_by_kind() -> None:
    text = listed(Changes(["A was removed."], [], ["`B`"], []))
    assert text == "Breaking: queries that worked may fail:\n\n- A was removed.\n\nAdded:\n\n- `B`"
    assert listed(NOTHING) == ""


@pytest.mark.parametrize("text", ["1", "1.2", "v1.2.3", "1.2.3-rc1", "01.2.3", "1.2.3\n", ""])
def test_what_is_no_version_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no version"):
        version_of(text)


def test_what_breaks_a_promise_of_the_latest_release_is_announced_for_the_next_major_one() -> None:
    """The release itself is refused unless its major version is new: `deploy/release.py`."""
    latest, released = next(iter(schema_changes.releases().items()))
    breaking = changes(released, schema.as_str()).breaking
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    unreleased = changelog.partition("## Unreleased")[2].partition("\n## ")[0]
    announced = f"the next release is {latest[0] + 1}.0.0" in unreleased
    assert breaking == [] or announced
    for change in breaking:
        fields = re.findall(r"\b[A-Z]\w*\.\w+", change)
        assert fields, change
        assert f"`{fields[0]}`" in unreleased


def test_every_deprecation_says_what_to_use_instead_and_when_it_ends() -> None:
    deprecated = changes("type Query { nothing: Int }", schema.as_str()).deprecated
    assert [one for one in deprecated if "Use `" not in one or "removed in " not in one] == []
