"""The Touchline SDK: emit touchpoint events from a website, an app, an email tool or a till, and lose none."""

__version__ = "0.1.0"
