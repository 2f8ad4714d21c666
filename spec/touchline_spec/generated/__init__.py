"""Generated from spec/registry by `make generate`."""
