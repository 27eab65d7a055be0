"""Open in LibreOffice what the screens export, in a folder of its own: `python -m tools.office`.

Each line that begins with "ok" was looked at; the first that is not ends it with exit code 1.
"""

import argparse
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tools.office.showing import opened_in_office, program


def main() -> int:
    """Make an example, take its files out as the screens do, open them, and look."""
    asked = argparse.ArgumentParser(description="Open what is exported in LibreOffice.")
    asked.add_argument("--keep", type=Path, help="a folder for the files and what became of them")
    given = asked.parse_args()
    program()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="houvast-office-")))
        stack.callback(_leave, folder / "data")
        _example(folder / "data")
        from tools.office.exports import exports
        from tools.office.looks import look

        files = folder / "files"
        files.mkdir()
        taken = exports(files)
        say(f"LibreOffice opens {len(taken)} files")
        printed = opened_in_office([one.path for one in taken], folder)
        for one, pdf in zip(taken, printed, strict=True):
            look(one, pdf)
        if given.keep:
            given.keep.mkdir(parents=True, exist_ok=True)
            for path in (*(one.path for one in taken), *printed):
                shutil.copy(path, given.keep)
    print("All of it holds.")
    return 0


def _example(data: Path) -> None:
    """The fictional municipality, in a database that is thrown away."""
    for name in [one for one in os.environ if one.startswith("DATABASE_")]:
        del os.environ[name]
    os.environ.update(HOUVAST_DATA=str(data), DJANGO_SETTINGS_MODULE="houvast.settings")
    say("The example, made up (some minutes)")
    words = [sys.executable, "-m", "houvast.cli", "demo", "--no-serve"]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    from houvast.cli.place import set_up, use_a_database

    use_a_database()
    set_up()
    logging.getLogger("houvast.web").setLevel(logging.WARNING)  # no line for each look


def _leave(data: Path) -> None:
    """Let go of the database; its folder goes with the one around it."""
    from houvast.cli.place import let_go_of_connections
    from houvast.database.embedded import leave_and_remove

    if data.exists():
        let_go_of_connections()
        leave_and_remove(data)


def say(words: str) -> None:
    """Tell what is being done."""
    print(words, flush=True)


if __name__ == "__main__":
    sys.exit(main())
