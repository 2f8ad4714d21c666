"""The Touchline beacon agent: detects the phones of opted-in members in a store, and nobody else's."""
