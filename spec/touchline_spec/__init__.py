"""The Touchline event specification: validation, typed events, identity recipes and token codecs."""
