"""Two versions of this project side by side: `python -m benchmarks.versions REVISION`.

__main__.py      measures the working tree beside a revision, and prints a table
version.py       a version in a folder, with its own extensions and its own snapshot
comparison.py    both versions measured in turn, and the ratio of what they take
instructions.py  the instructions that a request takes in both, counted by Valgrind
"""
