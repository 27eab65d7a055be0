"""What screens show of signals and tracks: finished values, never querysets."""

from houvast.tracks.reads.process import ladder_stands_still, promise_check

__all__ = ["ladder_stands_still", "promise_check"]
