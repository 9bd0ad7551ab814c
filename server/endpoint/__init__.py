"""POST and GET /graphql."""
