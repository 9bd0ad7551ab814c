"""What makes two films alike: one signal a file, and the weights of all.

Each file has a public function of its own name; it returns a scikit-learn pipeline to a matrix with
one row for each film, of unit length, or empty where nothing is known.  Most make a sparse matrix
of the catalog; TONE and TASTE make a dense one of few columns, of the blocks of other signals.

weights.py       how much each signal weighs

acclaim.py       how well those who voted rate a film
audience.py      who liked it
cast.py          the first billed actors
collection.py    the franchise or series
company.py       the production companies
crew.py          directors, writers, composers and photographers
era.py           the year of release, give or take a few
genre.py         the genres
keyword.py       the plot keywords
language.py      the original language and the countries of production
plot.py          the words of overview and tagline
tag.py           what people call it
taste.py         the audience that its features promise
tone.py          mood and motifs, by the keywords that films have together
"""
