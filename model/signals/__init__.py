"""What makes two films alike: one signal a file, and the weights of all.

Each file has one public function of its own name; it returns a scikit-learn pipeline from the
catalog to a sparse matrix with one row for each film, of unit length, or empty where nothing is
known.

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
"""
