"""One case for each kind of sink."""
