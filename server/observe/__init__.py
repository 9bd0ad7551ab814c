"""What is observed of requests.

instrumentation.py  what is counted and logged about each request
metrics.py          counts of all workers in the text format of Prometheus
logs.py             the form of the logs
telemetry.py        traces by OpenTelemetry
"""
