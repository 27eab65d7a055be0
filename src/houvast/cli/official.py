"""Tables from the official addresses of CBS and the police, only when somebody asks for one."""

import json
import os
import re
import sys
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

from houvast.areas.rules.measures import BY_CELL
from houvast.areas.rules.passports import DISTRICTS, POLICE_TABLES
from houvast.errors import Refused, gettext_noop

CBS, OTHERS = "https://datasets.cbs.nl/odata/v1/CBS", "https://dataderden.cbs.nl/ODataFeed/odata"
MOST = 200_000_000
WAIT = 60
NOT_THERE = gettext_noop(
    "{address} is niet bereikbaar. Haal de tabel op een ander apparaat op, en breng de bestanden:"
    " houvast areas import BESTAND…"
)
UNKNOWN = gettext_noop("De tabel {table} kennen we niet. Kies uit: {known}.")
ODD = gettext_noop("{address} gaf een antwoord dat we niet kunnen lezen.")


def fetched(table: str) -> tuple[list[tuple[str, bytes]], str]:
    """Return the pages of a table, each a name and its bytes, and where they came from.

    Raises Refused for a table that is not known, and where there is no network.
    """
    base = os.environ.get("HOUVAST_OFFICIAL", "")
    if table in DISTRICTS:
        at = f"{base or CBS}/{table}"
        cells = " or ".join(f"Measure eq '{one}'" for one in sorted(BY_CELL))
        pages = _pages(f"{at}/Observations?$filter={quote(cells)}", "Observations")
        return pages + _pages(f"{at}/WijkenEnBuurtenCodes", "WijkenEnBuurtenCodes"), at
    if table in POLICE_TABLES:
        at = f"{base or OTHERS}/{table}"
        return _pages(f"{at}/TypedDataSet?$format=json", "TypedDataSet"), at
    raise Refused(UNKNOWN, table=table[:20], known=", ".join([*DISTRICTS, *POLICE_TABLES]))


def _pages(address: str, name: str) -> list[tuple[str, bytes]]:
    """All pages from an address: each says where the next one is, on the same host."""
    pages: list[tuple[str, bytes]] = []
    seen = set()
    host = _host(address)
    while address and address not in seen:
        seen.add(address)
        content = _page(address)
        print(f"{name} {len(pages) + 1} …", file=sys.stderr, flush=True)
        pages.append((f"{name}-{len(pages) + 1}.json", content))
        try:
            found = json.loads(content)
            address = str(found.get("@odata.nextLink") or found.get("odata.nextLink") or "")
        except (ValueError, AttributeError):
            raise Refused(ODD, address=address) from None
        if address and _host(address) != host:
            raise Refused(ODD, address=address[:100])
    return pages


def _host(address: str) -> str:
    found = re.match(r"https?://[^/]+", address)
    return found[0] if found else ""


def _page(address: str) -> bytes:
    asked = Request(address, headers={"Accept": "application/json"})  # noqa: S310 - fixed hosts
    try:
        with urlopen(asked, timeout=WAIT) as answer:  # noqa: S310 - fixed hosts
            content: bytes = answer.read(MOST)
    except (URLError, OSError, ValueError):
        raise Refused(NOT_THERE, address=_host(address)) from None
    return content
