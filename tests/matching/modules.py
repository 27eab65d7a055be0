"""The modules of the rules, those that need an absent package left out."""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import walk_packages
from types import ModuleType

from houvast.matching import rules

COMPILED = ("bits", "kernels", "compiled", "one_pass", "warm")
"""Need numba."""


def rule_modules() -> list[ModuleType]:
    """All that decides about a list."""
    names = [one.name for one in walk_packages(rules.__path__, f"{rules.__name__}.")]
    if not find_spec("numba"):
        names = [one for one in names if not one.endswith(tuple(f".{few}" for few in COMPILED))]
    return [import_module(one) for one in names]
