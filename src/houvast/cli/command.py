"""How a module adds its command to the command line."""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]
else:
    Commands = object


def command(
    commands: Commands, name: str, run: Callable[[argparse.Namespace], int]
) -> argparse.ArgumentParser:
    """A command whose help is the first line of what `run` says of itself.

    `run` gets what was asked and gives the exit code. A module imports Django and the product only
    within `run`: which database is meant is known no sooner.
    """
    about = (run.__doc__ or "").splitlines()[0]
    one = commands.add_parser(name, help=about, description=about)
    one.set_defaults(run=run)
    return one
