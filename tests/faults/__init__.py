"""Real servers and builds under conditions that go wrong.

test_damaged_snapshots.py  files with a flipped bit
test_file_descriptors.py   more connections than the process may open files
test_full_disk.py          a disk that fills up during a build
test_idle_connections.py   clients that send nothing, or half a request
test_instrumentation.py    metrics and logs of several workers
test_killed_builds.py      builds killed in each phase, beside a server
test_read_only.py          a data folder that nobody may write to
test_snapshot_swaps.py     the current snapshot changes under load
test_stopping.py           a server or a worker stops while clients wait
test_telemetry.py          traces, as a collector receives them
"""
