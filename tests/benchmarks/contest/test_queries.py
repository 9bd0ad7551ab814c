"""The workload fits whatever catalog there is."""

from __future__ import annotations

from benchmarks.contest.queries import workload
from resolvers.context import Context
from schema import schema


def test_every_query_has_values_that_are_answered(sample: Context) -> None:
    for query in workload(sample.catalog):
        assert query.values
        for values in query.values[:20]:
            result = schema.execute_sync(query.text, dict(values), context_value=sample)
            assert result.errors is None
            assert result.data is not None
            assert None not in result.data.values()


def test_the_values_come_in_the_same_order_each_time(sample: Context) -> None:
    one, other = (workload(sample.catalog) for _ in range(2))
    assert one == other
