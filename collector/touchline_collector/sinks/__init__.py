"""Sinks: the stores that events are forwarded to. `base` states the contract, `registry` lists the kinds."""
