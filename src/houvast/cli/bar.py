"""A bar on the error output, so that the answer itself can be kept."""

import sys

WIDTH = 30


def progress(done: int, of: int) -> None:
    """Draw the bar anew; nothing of it is in the database before it is whole."""
    full = WIDTH * done // of
    print(f"\r  [{'#' * full}{'.' * (WIDTH - full)}] {done}/{of}", end="", file=sys.stderr)
    sys.stderr.flush()
