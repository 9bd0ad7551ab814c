"""What is asked becomes Python functions.

collector.py     which fields are asked of an object, fragments and directives resolved
compiler.py      the root fields of an operation → the functions of a plan
writer.py        objects, lists and other values → expressions that write their JSON
calls.py         the expressions that read a field's value: a column or a call of its resolver
scope.py         where an expression stands: at which row, and in which cached text
caching.py       which fields' texts may be kept for later requests
json_values.py   leaves → JSON: how a number, a text or an enum value is written
syntax.py        Python code as a tree: expressions, and the module that holds functions
listing.py       the code as a person reads it
program.py       what the compiler made, and what each request fills in
"""
