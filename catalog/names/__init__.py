"""Names: how they are spelled alike, which title means which film, and search."""
