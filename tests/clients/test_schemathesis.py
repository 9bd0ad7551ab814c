"""Schemathesis: queries made from the schema find no way to make the server fail."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings

from benchmarks.contest.random_agreement import strict_json
from settings import ROOT
from tests.support.patience import HUNG
from tests.support.servers import Server

EXAMPLES = 6
"""Of each root field, so about a hundred queries in all."""
SCHEMA = schemathesis.graphql.from_path(ROOT / "schema" / "schema.graphql")
FIELDS: dict[str, Any] = {
    found.ok().label: found.ok()  # type: ignore[union-attr]  # all of them can be read
    for found in SCHEMA.get_all_operations()
}


@pytest.mark.parametrize("field", FIELDS)
def test_a_query_that_fits_the_schema_is_never_the_servers_failure(
    field: str, server: Server
) -> None:
    @seed(949)
    @settings(
        max_examples=EXAMPLES,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=FIELDS[field].as_strategy())
    def ask(case: Any) -> None:
        response = case.call(base_url=server.graphql, timeout=HUNG)
        assert response.status_code in {200, 400}, case.body
        answer = strict_json(response.content)
        codes = {error.get("extensions", {}).get("code") for error in answer.get("errors", [])}
        assert "INTERNAL" not in codes, case.body
        if not codes:
            assert answer["data"] is not None, case.body

    ask()
