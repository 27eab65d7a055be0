"""Large data: the example municipality stretched to up to a million tracks, by the database itself.

Every life of the example was lived through the actions or by the same rules. Here it is copied with
other keys, other names and earlier days, and what must never be false is asked again of the copies.
"""

from houvast.demo.large.load import AlreadyLarge, stretch

__all__ = ["AlreadyLarge", "stretch"]
