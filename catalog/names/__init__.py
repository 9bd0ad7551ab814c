"""Names: normal forms, search, and which film a title means.

normalization.py   normal forms of names, from strict to loose
articles.py        articles that titles begin with, and those at their end
numbers.py         numbers in words, Roman numerals and digits
trigrams.py        the full-text index of trigrams, by Tantivy
names.py           the index of all names: rows with a name like a text
similarity.py      how similar two names are
search.py          search over several tables at once
dated_titles.py    titles with a year at the end
titles.py          which film a title means
candidates.py      the films that a title may mean, in tiers
choice.py          which of them it does mean
title_parts.py     the parts of a title that may stand for it
similar_titles.py  films with a similar title, and those with the number that a title has
exact_titles.py    films by the letters of their titles, and those written like a text
famous_titles.py   titles of films with many votes, by their trigrams
"""
