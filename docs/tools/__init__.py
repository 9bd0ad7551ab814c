"""What writes the generated pages and builds the site of the documentation.

generate.py        writes every generated file: `make generate`
command_line.py    docs/command-line.md, from the commands
reference.py       docs/reference.md, from the schema
schema_changes.py  docs/schema-changes.md, from the schemas of all releases
report.py          docs/report.md and its pictures, from the sample
performance.py     docs/performance.md, from the results of `make bench`
scale.py           the tables of docs/scale.md, from the results of `make bench-scale`
charts.py          the plots of these two pages
recommender.py     the tables of docs/recommender.md, from an evaluation
screenshots.py     the pictures of the explorer
scripts.py         fetches the scripts that the site loads
hooks.py           what MkDocs does for this project when it builds the site
"""

from pathlib import Path

DOCS = Path(__file__).parents[1]
"""The folder of the pages."""
