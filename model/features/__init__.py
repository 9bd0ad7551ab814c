"""Transformers and matrices that several signals share.

gaussian.py      a number as Gaussian radial basis functions
one_hot.py       lists of row numbers as 0 and 1, weighted by inverse document frequency
heaviest.py      weighted pairs as a matrix
words.py         the words of a text, TF-IDF
cooccurrence.py  features near those that occur in the same films
unit_rows.py     dense rows of unit length
"""
