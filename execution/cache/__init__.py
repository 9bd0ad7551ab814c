"""The pieces of answers that are kept between requests, and how much of them.

answer_texts.py  written pieces of answers, by row and by what else they depend on
memo.py          those of one function, by row
"""
