"""What is kept between requests, and how much of it.

recent.py     a bounded mapping: what was used lately stays
texts.py      written pieces of answers, by row and by what else they depend on, within a budget
memo.py       the texts of one function, by row
"""
