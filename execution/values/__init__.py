"""Variables and literals as Python values.

inputs.py      values that clients send → what resolvers take, one converter for each input type
numbers.py     numbers that a document can hold and JSON cannot
arguments.py   arguments of a field: what a plan knows, and what reads the rest from a request
"""
