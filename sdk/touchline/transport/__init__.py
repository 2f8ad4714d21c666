"""How a request reaches the collector. A transport sends one request and returns the answer; it decides nothing."""
