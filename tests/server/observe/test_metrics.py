"""Metrics: counted by each worker, added up over all, bounded."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from catalog.weighed_cache import Usage
from server.observe import metrics
from server.observe.metrics import MAX_NAME_LENGTH, MAX_OPERATION_NAMES, OTHERS, Histograms, Metrics

Samples = dict[tuple[str, ...], float]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where the workers save."""
    folder = tmp_path / "metrics"
    monkeypatch.setenv(metrics.FOLDER_VARIABLE, str(folder))
    return folder


def samples(worker: Metrics, **gauges: float) -> Samples:
    """What a scrape of a worker gives, by name and sorted labels."""
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(worker.text(gauges).decode())
        for sample in family.samples
    }


def test_every_metric_has_the_name_that_dashboards_know() -> None:
    worker = Metrics()
    worker.seconds.observe("Page", 0.003)
    worker.costs.observe("Page", 20)
    worker.statuses[200] += 1
    worker.rejections["BUSY"] += 2
    worker.executions["plan"] += 3
    found = samples(worker, swaps=4)
    assert found["reelgraph_request_seconds_count", "Page"] == 1
    assert found["reelgraph_operation_cost_sum", "Page"] == 20
    assert found["reelgraph_responses_total", "200"] == 1
    assert found["reelgraph_rejections_total", "BUSY"] == 2
    assert found["reelgraph_executions_total", "plan"] == 3
    assert found["reelgraph_swaps",] == 4


def test_a_bucket_counts_what_is_up_to_its_bound() -> None:
    worker = Metrics()
    for cost in (1, 2, 5, 9_999):
        worker.costs.observe("Page", cost)
    found = samples(worker)
    counts = {
        bound: found["reelgraph_operation_cost_bucket", bound, "Page"]
        for bound in ("1", "5", "10", "5000", "+Inf")
    }
    assert counts == {"1": 1, "5": 3, "10": 3, "5000": 3, "+Inf": 4}


def test_each_worker_gives_the_sum_of_what_all_have_saved() -> None:
    one, other = Metrics(), Metrics()
    for worker in (one, other):
        worker.statuses[200] += 1
        worker.seconds.observe("Page", 0.1)
    other.statuses[404] += 1
    one.save()
    other.save()
    other.statuses[404] += 1  # not saved yet, but known to itself
    assert samples(one)["reelgraph_responses_total", "200"] == 2
    assert samples(one)["reelgraph_request_seconds_count", "Page"] == 2
    assert samples(one)["reelgraph_responses_total", "404"] == 1
    assert samples(other)["reelgraph_responses_total", "404"] == 2


def test_the_last_worker_that_ends_leaves_nothing_behind(folder: Path) -> None:
    one, other = Metrics(), Metrics()
    one.save()
    other.save()
    one.close()
    assert folder.is_dir()
    other.close()
    assert not folder.exists()


def test_operation_names_are_bounded() -> None:
    histograms = Histograms((1.0,))
    for number in range(5 * MAX_OPERATION_NAMES):
        histograms.observe(f"Name{number}", 0.5)
    assert len(histograms.buckets) == MAX_OPERATION_NAMES
    assert histograms.buckets[OTHERS][0] == 4 * MAX_OPERATION_NAMES + 1


def test_rare_operation_names_make_room_for_new_ones() -> None:
    histograms = Histograms((1.0,))
    for number in range(MAX_OPERATION_NAMES):
        histograms.observe(f"Junk{number}", 0.5)
    for number in range(1_000):
        histograms.observe("Page", 0.5)
        histograms.observe(f"MoreJunk{number}", 0.5)
    assert histograms.buckets["Page"][0] == 1_000
    assert "Junk0" not in histograms.buckets
    assert sum(buckets[0] for buckets in histograms.buckets.values()) == 2_100


def test_how_full_caches_are_is_added_up_over_all_workers() -> None:
    one, other = Metrics(), Metrics()
    one.caches = {"plans": Usage(10, 1, 100)}
    other.caches = {"plans": Usage(20, 2, 100)}
    other.seconds.observe("Page", 0.1)
    other.save()
    found = samples(one)
    assert found["reelgraph_cache_bytes", "plans"] == 30
    assert found["reelgraph_cache_entries", "plans"] == 3
    assert found["reelgraph_cache_limit_bytes", "plans"] == 200
    assert found["reelgraph_cache_entries", "operation_names"] == 1


def test_an_operation_name_takes_no_more_than_some_letters() -> None:
    histograms = Histograms((1.0,))
    for number in range(50):
        histograms.observe("x" * 60_000 + str(number), 1)
    assert list(histograms.buckets) == ["x" * MAX_NAME_LENGTH]


def test_scrapes_do_not_disturb_counting() -> None:
    worker = Metrics()
    over = threading.Event()
    failures: list[Exception] = []

    def scrape() -> None:
        while not over.is_set():
            try:
                worker.text({})
            except Exception as error:  # noqa: BLE001 - any is one too many
                failures.append(error)

    threads = [threading.Thread(target=scrape) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(20_000):
        worker.rejections[f"CODE_{number % 500}"] += 1
    over.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert sum(worker.rejections.values()) == 20_000
