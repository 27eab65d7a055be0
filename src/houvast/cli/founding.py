"""`houvast begin NAME`: a municipality with its first administrator, and nothing else yet."""

import argparse

from houvast.cli.command import Commands, command
from houvast.cli.place import say, set_up, use_a_database

NEXT = """Sign in, choose a second step, and let people in at Collega's: first a second
administrator, then a programme manager, a process coordinator and a privacy officer."""


def add(commands: Commands) -> None:
    """Add the command."""
    one = command(commands, "begin", _begin)
    one.add_argument("name", help="the municipality, as people read it")
    one.add_argument("--programme", required=True, help="what its programme is called")
    one.add_argument(
        "--admin", required=True, help="the name with which its administrator signs in"
    )


def _begin(asked: argparse.Namespace) -> int:
    """Let a municipality begin here, with its first administrator."""
    use_a_database()
    set_up()
    from django.utils import translation

    from houvast.errors import Refused
    from houvast.tracks.actions.founding import begin

    try:
        password = begin(name=asked.name, programme=asked.programme, admin=asked.admin)
    except Refused as why:
        with translation.override("en"):
            raise SystemExit(f"Not begun: {translation.gettext(str(why.reason))}") from None
    print(password)
    say(f"That is the first password of {asked.admin}: it is shown once, and kept nowhere.\n{NEXT}")
    return 0
