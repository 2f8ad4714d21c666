"""The Touchline collector: validates events, never loses an acknowledged one, forwards them to any store."""
