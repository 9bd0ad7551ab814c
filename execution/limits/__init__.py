"""What is refused before it runs.

limits.py     the greatest numbers allowed, and the errors of what exceeds them
counts.py     depth, fields, aliases and directives of an operation
cost.py       the cost of an operation, by the sizes that a request asks for
analysis.py   reads the cost of an operation from its document and the schema
sizes.py      how many items a list has and how much work a field is, by its arguments
introspection.py  how many items the lists of the introspection system have
items.py      the cost of a request field by field
"""
