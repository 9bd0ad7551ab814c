"""Measurements that anyone can repeat; none of them is a test.

`python -m benchmarks` measures requests, builds and size and writes results.json.

contest/       requests: our server in its modes beside other servers, same answers checked
build/         how long a build takes, step by step and beside pandas and scikit-learn
scale/         what more films cost; generated films by `python -m benchmarks.scale`
memory/        how much memory clients make a server keep: `python -m benchmarks.memory`
fairness/      what one greedy client leaves to the others: `python -m benchmarks.fairness`
titles/        which film is found for a title: `python -m benchmarks.titles`
versions/      two versions of this project side by side: `python -m benchmarks.versions`
data/          what is measured: the data set, and larger ones made of it
peers/         the programs of others: how they are installed, what they read, their code
calibration.py  what a unit of cost takes, by kind of query: `python -m benchmarks.calibration`
tags.py        what tags add, made ones: `python -m benchmarks.tags`
raters.py      how many users are enough: `python -m benchmarks.raters`
ablation.py    the recommender with other weights and parts: `python -m benchmarks.ablation`
walks.py       two designs that others found good, for `benchmarks.ablation`
promises.py    the figures that were promised, beside what was measured
modules.py     a module in a process of its own
results.py     reads and writes the figures, with the machine and the versions
terminal.py    the figures as tables on the terminal
"""
