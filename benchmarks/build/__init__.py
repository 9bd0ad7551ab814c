"""How long a build takes.

duration.py    the steps of a build, beside the same steps in pandas and scikit-learn
steps.py       runs the steps one by one: `python -m benchmarks.build.steps`
profile.py     runs a whole build: `python -m benchmarks.build.profile`
digest.py      tells whether two programs made the same columns
nearest.py     tells how far two programs agree about the nearest films
"""
