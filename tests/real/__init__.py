"""The real data sets, and films in them that anybody knows."""
