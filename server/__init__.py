"""HTTP: the app, its endpoint and its page."""
