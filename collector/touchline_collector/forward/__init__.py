"""Forwarding: from the log to every sink, each at its own pace, with nothing lost in between."""
