"""Commands as a person at a terminal, or a scheduler, meets them."""
