"""Raw files to typed tables; Polars lives here and nowhere on the request path."""
