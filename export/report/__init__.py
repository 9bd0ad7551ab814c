"""A snapshot in charts, each with a sentence that says what to see: one page that needs no network.

films.py      the films of a snapshot as a frame
figure.py     what a section and a figure are
words.py      numbers as people read them
theme.py      colors, fonts and axes of every chart
sections/     what there is to see, one file a subject
pictures.py   a chart as PNG or SVG
page.py       all of it as one HTML file
"""
