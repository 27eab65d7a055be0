"""The command line: `houvast demo`, `migrate`, `serve`, `worker`, `check promise`, `manage …`.

Without DATABASE_URL each command uses a PostgreSQL of its own, for the demo. The owner's address
stays in the one process that migrates: web server and worker are started without it.

A command is a module with a function `add`, named in `MODULES`.
"""

import argparse
import os
import signal
import sys

from houvast.cli import (
    areas,
    audit,
    bench,
    check,
    demo,
    exporting,
    founding,
    honey,
    importing,
    matching,
    plans,
    service,
)
from houvast.cli.manage import manage

MODULES = (
    demo,
    service,
    founding,
    check,
    audit,
    honey,
    importing,
    exporting,
    matching,
    areas,
    plans,
    bench,
)
"""In the order of `houvast --help`."""


def main() -> int:
    """Run one command and give its exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "houvast.settings")
    for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if one is not signal.SIGHUP or signal.getsignal(one) is not signal.SIG_IGN:  # nohup
            signal.signal(one, signal.default_int_handler)  # as Ctrl-C: nothing is left behind
    words = sys.argv[1:]
    try:
        if words[:1] == ["manage"]:  # not by argparse: every option after it is Django's
            return manage(words[1:])
        asked = parser().parse_args(words)
        return int(asked.run(asked))
    except KeyboardInterrupt:
        return 130


def parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    one = argparse.ArgumentParser(prog="houvast", description="Houvast's command line.")
    commands = one.add_subparsers(required=True, metavar="command")
    for module in MODULES:
        module.add(commands)
    commands.add_parser("manage", help="Pass a command on to Django: houvast manage help")
    return one
