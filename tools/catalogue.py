"""The English words of the screens: `python -m tools.catalogue` brings the catalogue up to date.

The message ids are the Dutch sentences. New ones come in empty, for somebody to fill; those that no
screen says any more go. The compiled file stands beside it, because a machine that runs Houvast
need not have gettext.
"""

import os
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import django
from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "houvast"
PO = SOURCE / "web" / "locale" / "en" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")
KEYWORDS = {
    **dict.fromkeys(("_", "_lazy", "_now", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
}
NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
"""A date would make the file another one at every run."""
Message = str | tuple[str, ...]


def said() -> Iterator[tuple[str, Message]]:
    """Every sentence that is marked for translation, and in which file."""
    from django.utils.translation.template import templatize

    for path in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html")]):
        text = path.read_text()
        if path.suffix == ".html":
            text = re.sub(r"(?m)^\s+", "", templatize(text, origin=str(path)))
        found = extract("python", BytesIO(text.encode()), keywords=KEYWORDS)
        yield from ((path.relative_to(SOURCE).as_posix(), one) for _, one, _, _ in found)


def updated(old: Catalog) -> Catalog:
    """The catalogue with the sentences of now, and the translations that were there."""
    new = Catalog(locale="en", project="Houvast", charset="utf-8", fuzzy=False)
    for where, message in said():
        key = message if isinstance(message, str) else message[0]
        known = old.get(key)
        new.add(message, known.string if known else None, locations=[(where, 1)])
    return new


def old() -> Catalog:
    """The catalogue as it is on disk."""
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def text_of(catalogue: Catalog) -> bytes:
    """The .po file: sorted, without dates and line numbers: only words make a difference."""
    out = BytesIO()
    write_po(out, catalogue, width=110, sort_output=True, omit_header=True, include_lineno=False)
    return HEADER.encode() + out.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """The .mo file."""
    catalogue.creation_date = catalogue.revision_date = NO_DAY
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


HEADER = """# The English words of Houvast. Brought up to date by tools/catalogue.py.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Language: en\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def empty(catalogue: Catalog) -> list[str]:
    """The sentences without English words."""
    return [
        one.id if isinstance(one.id, str) else one.id[0]
        for one in catalogue
        if one.id and not all(one.string if isinstance(one.string, tuple) else [one.string])
    ]


def main() -> int:
    """Write both files; 1 when a sentence has no English words yet."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "houvast.settings")
    django.setup()
    now = updated(old() if PO.exists() else Catalog(locale="en"))
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(text_of(now))
    MO.write_bytes(compiled(old()))
    missing = empty(now)
    print(f"{len(now)} sentences, {len(missing)} without English words: {PO.relative_to(ROOT)}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
