"""Other people's suites and clients against a real server."""
