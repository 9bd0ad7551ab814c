"""The recommender: numbers only, no GraphQL.

signals/          what makes two films alike, one signal a file
features/         transformers that signals share
space.py          the blocks of most signals as arrays, by film and by feature
dense_block.py    those of TONE and TASTE, whose few columns all films have
scores.py         what a score is made of besides the space: weights, votes, the k best
knn.py            the estimator: the definition of a score, and the reference for all others
neighbors.py      the nearest films of every film, comparing every two
approximate.py    the same among candidates, for large catalogs
recall.py         how many of the nearest films are found that way
artifact.py       what a build writes into the snapshot
answers.py        what serving and building both name
recommender.py    answers from the snapshot, as the server asks for them
tuned_search.py   the nearest films of a query that no table answers
film_features.py  what two films share, on all signals at once
lazy.py           answers and queries that are worked out when somebody looks at them
diversity.py      re-ranking, so that answers are not all alike
reason_texts.py   why two films are alike, in words
tone_words.py     the keywords behind a product of TONE
taste_features.py the features behind a product of TASTE
card.py           what the model is made of and how well it does
evaluation/       how good the recommendations are
errors.py         what can be wrong
"""
