"""How good the recommendations are: what people liked, hidden from the model.

split.py       which users the model may see, and which are asked about
metrics.py     the figures of one design on the held-out users
designs.py     what is measured: a function from films to scores; the model as one
baselines.py   what one could do instead, each a design
evaluate.py    snapshot and users to the table of figures, kept beside the snapshot
"""
