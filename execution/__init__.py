"""Executes requests: a validated document becomes Python functions once, and requests run those.

explanation.py explains a request: its cost, its plan key, its code, and where it runs
request.py     what a client asks: document, variables, name of the operation
executor.py    answers a request: by a plan, or else by the reference executor
loop_or_pool.py  where a request runs: on the event loop, or in the thread pool
measured_request.py  the one door to both: a request that was measured, and until when it may run
reference.py   the reference executor: graphql-core
answer.py      data and errors, and their JSON
document/      from the text of a request to the operations in it
operation.py   an operation, its variables, and the plans that were made of it
plan.py        an operation as functions that are ready to run
compile/       what is asked becomes Python functions
limits/        what is refused before it runs
cache/         what is kept between requests, and how much of it
values/        variables and literals as Python values
errors.py      why a request is not run by a plan, and what the client gets to see of an error
"""
