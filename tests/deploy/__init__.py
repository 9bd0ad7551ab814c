"""What stands around the server."""
