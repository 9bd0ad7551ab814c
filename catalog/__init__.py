"""The domain and the only door to the data; imports no other room."""
