"""How good the recommendations are: what people liked, hidden from the model.

split.py          which users the model may see, and which are asked about
likes.py          how many of the films that a held-out user likes are recommended
character.py      what the lists of recommended films are like
expert_lists.py   how many of the films are on lists of films commonly held to be alike
metrics.py        the figures of one design, from these three
uncertainty.py    how sure a figure or a gain is
designs.py        what is measured: a function from films to scores; the model as one
baselines.py      what one could do instead, each a design
evaluate.py       snapshot and users to the table of figures, kept beside the snapshot
gate.py           whether a new catalog recommends at least as well as the current one
"""
