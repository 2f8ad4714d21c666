"""`python -m touchline_collector.cli`."""

import sys

from touchline_collector.cli import main

if __name__ == "__main__":
    sys.exit(main())
