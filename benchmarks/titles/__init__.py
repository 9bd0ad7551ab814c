"""Which film is found for a title, asked in the ways that people write it.

`python -m benchmarks.titles` asks for the films of any catalog by their own titles.

sequels.py     films with a number: base and number, the number written in each way
questions.py   titles as written, with the year or the article at the end, and what is right
outcome.py     asks, and says what was right
"""
