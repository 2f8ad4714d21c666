"""The HTTP server around the front door: uvicorn, the raw ASGI application, the routes beside the hot path."""
