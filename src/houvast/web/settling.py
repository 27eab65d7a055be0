"""What a process that answers requests does once everything it needs is there."""

import gc

YOUNG = 100_000
"""So many new things are made before Python looks which of them nobody needs; it says 700 itself.

A list of fifty rows makes ten thousand and gives nearly all of them back by itself: two hundred are
left. At 20,000 the biggest pages paid six milliseconds each time; now one page in a few hundred.
"""


def settle() -> None:
    """Never look again through what is there from the start on, and seldom through the rest.

    `houvast bench person`: the slowest twentieth of its lists took 2.2 ms before, and 1.5 after.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)
