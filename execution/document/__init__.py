"""From a text to what it asks."""
