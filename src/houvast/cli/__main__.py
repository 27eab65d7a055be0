"""`python -m houvast.cli`, for the processes that we start ourselves."""

import sys

from houvast.cli import main

if __name__ == "__main__":
    sys.exit(main())
