"""What an evaluation takes: `python -m benchmarks.scale.evaluation SNAPSHOTS`.

Holds out some users of the current snapshot and prints JSON: CPU seconds and the highest memory.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from benchmarks.data.dataset import opened
from catalog.catalog import Catalog
from model.evaluation.evaluate import evaluate

HELD_OUT, SEED = 300, 8


def main() -> None:
    """Evaluate and print."""
    snapshot = opened(Path(sys.argv[1]))
    users = np.random.default_rng(SEED).permutation(
        np.unique(Catalog(snapshot).ratings.user.values)
    )
    lines = [f"{u},{'train' if at >= HELD_OUT else 'val'}\n" for at, u in enumerate(users.tolist())]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "users.csv"
        file.write_text("userId,split\n" + "".join(lines), encoding="utf-8")
        begin = time.process_time()
        evaluate(snapshot, file)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"cpu": time.process_time() - begin, "memory": memory}))


if __name__ == "__main__":
    main()
