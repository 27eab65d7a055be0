"""Which of two modules with the same functions is asked: `compiled`, or `plain` without numba."""

from contextlib import suppress
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any


@cache
def way(package: str) -> Any:
    """`compiled` of a package where numba is installed (the extra `snel`), else its `plain`."""
    if find_spec("numba"):
        with suppress(RuntimeError):  # nowhere to keep what is compiled
            return import_module(f"{package}.compiled")
    return import_module(f"{package}.plain")
