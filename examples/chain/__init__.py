"""What the pieces share because they belong to one retail chain: its goods, its stores, its clock, its hand-offs."""
