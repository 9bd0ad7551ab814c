"""Lists of films: filters, orders, pages, groups, and statistics over them.

masks.py    whether each film passes a condition, computed over whole columns
rowset.py   a set of rows, as a mask or as row numbers, and intersections of sets
orders.py   rows in order, read from stored orders where possible
page.py     one page of a list: which rows a client asks for, and cursors
movies.py   films that matched a filter, with statistics and groups
groups.py   films grouped by a value that they share
stats.py    minimum, mean, median and the like over a set of films
career.py   a person's films in one role, and what they earned
keyed.py    values that a key identifies, so that what is made of them can be cached
"""
