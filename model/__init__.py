"""The recommender: numbers only, no GraphQL."""
