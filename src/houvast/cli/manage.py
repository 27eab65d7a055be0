"""`houvast manage …`: Django's own commands."""

from collections.abc import Sequence

from houvast.cli.place import django, use_a_database

OWNERS_WORK = ("migrate", "showmigrations", "sqlmigrate", "dbshell")
"""Commands of `houvast manage` that may use the owner's address."""
NO_DATABASE = ("check", "collectstatic", "compilemessages", "help", "makemessages", "version")
"""Commands of `houvast manage` for which no server is started."""


def manage(words: Sequence[str]) -> int:
    """Pass a command on to Django."""
    asked = words[0] if words else "help"
    if asked not in NO_DATABASE:
        use_a_database(owner=asked in OWNERS_WORK)
    return django(*words)
