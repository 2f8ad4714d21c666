"""From a request's bytes to one verdict per event. Everything here is decided without I/O except in `door`."""
