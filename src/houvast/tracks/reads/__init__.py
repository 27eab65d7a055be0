"""What screens show of signals and tracks: finished values, never querysets."""

from houvast.tracks.reads.process import promise_check

__all__ = ["promise_check"]
