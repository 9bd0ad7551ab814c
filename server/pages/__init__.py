"""Pages for people: GraphiQL, the explorer, the map of the schema."""
