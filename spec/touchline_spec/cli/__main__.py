"""`python -m touchline_spec.cli` is the command `touchline-spec`."""

import sys

from touchline_spec.cli import main

sys.exit(main())
