"""A snapshot in charts, each with a sentence about what it shows: one page that needs no network.

report.py     a snapshot to the page and to pictures
data.py       the films of a snapshot as frames
figure.py     what a section and a figure are
words.py      numbers as people read them
theme.py      colors, fonts and axes of every chart
sections/     the sections of the page, one file each
bins.py       the bars of a histogram, and the numbers of a box plot
distribution.py  a histogram with its box plot
heat.py       two numbers as a grid of colors
cloud.py      a cloud of words
pictures.py   a chart as PNG or SVG
page.py       all of it as one HTML file
"""
