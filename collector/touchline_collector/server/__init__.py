"""The HTTP server around the front door: connections, the routes of producers, the routes beside the hot path."""
