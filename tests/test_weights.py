"""What a page weighs, on the static files as `houvast demo` and production serve them.

The files are found by reading the page, its styles and its scripts, never from a list.
"""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import brotli
import pytest
from django.conf import settings
from django.core.files.storage import storages
from django.core.management import call_command
from django.template import engines
from django.test import Client, override_settings
from django.urls import reverse

from houvast.web.templatetags.houvast import icon, sprite
from tests.cast import Town, open_track, sign_in
from tests.cast import Who as Someone

KB = 1000
PACKED = {".woff2"}
"""What is packed already travels as it is."""
ROWS = 50
STATIC = Path(settings.ROOT, "src/houvast/web/static")
OURS = {one.name for one in STATIC.rglob("*") if one.is_file() and one.suffix != ".txt"}
"""Every file of ours: one that no page asks for lies around, or escapes the scale."""
HASH = re.compile(r"\.[0-9a-f]{12}\.")
NAMES = ("Łukasz Świątek", "Ömer Yildiz", "Shanice van Wijngaarden", "Zoë Dijkgraaf")
IN_STYLE = re.compile(r"""url\(\s*["']?([^"')]+)""")
IN_SCRIPT = re.compile(r"""\b(?:from|import)\s*\(?\s*["'](\.{0,2}/[^"'\s]+)["']""")
DOOR = {"passkeys.js"}
"""Only for who signs in."""
STREET = {"capture.js", "waiting.js", "street.css", "icon-192.png"}
"""Only for the screens without a network."""
AREAS = {"areas.css", "plan_checks.css", "country.js"}
"""Only for who makes policy: figures of areas, and plans."""
HOME_SCREEN = {"icon-512.png", "icon-maskable.png"}
"""Asked for by the manifest, when somebody puts the app on a home screen."""


class Links(HTMLParser):
    """Every file that a page asks for by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        place = {"link": "href", "use": "href"}.get(tag, "src")
        address = named.get(place)
        if named.get("rel") == "manifest":
            return
        if tag in ("link", "use", "script", "img", "source", "iframe") and address:
            self.found.append(address)


@dataclass
class Weighed:
    """A page and what comes with it, each in bytes as it travels."""

    html: int
    files: dict[str, int] = field(default_factory=dict)

    def of(self, *endings: str, own: bool = False) -> int:
        """The files with one of these endings; `own` leaves out what others wrote."""
        return sum(
            size
            for address, size in self.files.items()
            if address.endswith(endings) and not (own and "htmx" in address)
        )

    @property
    def cold(self) -> int:
        return self.html + sum(self.files.values())


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The static files with hashed names, gathered as the demo gathers them."""
    root = tmp_path_factory.mktemp("static")
    kind = {"BACKEND": "houvast.web.statics.Storage"}
    with override_settings(STORAGES={"staticfiles": kind}, STATIC_ROOT=root):
        storages._storages.pop("staticfiles", None)
        forget_addresses()
        call_command("collectstatic", interactive=False, verbosity=0)
        yield root
    forget_addresses()


def forget_addresses() -> None:
    """A process keeps the addresses of static files, which do not change while it runs."""
    for kept in (icon, sprite):
        kept.cache_clear()
    for loader in engines["django"].engine.template_loaders:
        loader.reset()


def weigh(html: bytes, root: Path) -> Weighed:
    """Follow every address from the page, through styles and scripts, to a file."""
    reader = Links()
    reader.feed(html.decode())
    page, waiting = Weighed(len(gzip.compress(html, 6))), reader.found
    while waiting:
        address = urlsplit(unquote(waiting.pop())).path
        if address in page.files:
            continue
        assert address.startswith(settings.STATIC_URL), f"{address} comes from elsewhere"
        body = (root / address.removeprefix(settings.STATIC_URL)).read_bytes()
        page.files[address] = len(body) if Path(address).suffix in PACKED else packed(body)
        waiting += [urljoin(address, one) for one in named_in(address, body)]
    return page


def named_in(address: str, body: bytes) -> list[str]:
    """What a style or a script asks for in turn; addresses within the file itself do not count."""
    pattern = {".css": IN_STYLE, ".js": IN_SCRIPT}.get(Path(address).suffix)
    found = pattern.findall(body.decode()) if pattern else []
    return [one for one in found if not one.startswith(("data:", "#"))]


def packed(body: bytes) -> int:
    return len(brotli.compress(body))


@pytest.fixture
def today(town: Town, client: Client, gathered: Path) -> Weighed:
    """Vandaag of a coach with fifty young people."""
    for number in range(ROWS):
        name = NAMES[number % len(NAMES)]
        given, family = name.split(" ", 1)
        open_track(town, Someone(given, given, f"{family} {number}"))
    html = sign_in(client, town["anouk"]).get(reverse("today")).content
    assert html.count(b'class="row"') == ROWS
    return weigh(html, gathered)


def test_vandaag_with_fifty_young_people(today):
    print(f"\nhtml {today.html}, cold {today.cold}: {today.files}")
    assert 1 * KB < today.html <= 15 * KB
    assert 1 * KB < today.of(".css") <= 10 * KB
    assert 1 * KB < today.of(".js", own=True) <= 12 * KB
    assert 10 * KB < today.of(".js") <= 30 * KB
    assert 1 * KB < today.of("svg") <= 4 * KB
    assert 10 * KB < today.of(".woff2") <= 45 * KB
    assert today.cold <= 90 * KB
    ours = {HASH.sub(".", Path(one).name) for one in today.files if "htmx" not in one}
    assert ours == OURS - DOOR - STREET - HOME_SCREEN - AREAS


def test_signing_in_is_as_light(client, db, gathered):
    page = weigh(client.get(reverse("account_login")).content, gathered)
    assert {HASH.sub(".", Path(one).name) for one in page.files} >= DOOR
    assert 10 * KB < page.cold <= 90 * KB
    assert page.html <= 5 * KB


def test_the_capture_screen_comes_over_a_bad_line(client, gathered):
    """Without the second font, which few names need; there is no htmx in it."""
    screens = [weigh(client.get(f"/straat/{one}").content, gathered) for one in ("", "wachtend/")]
    for page in screens:
        second = sum(size for one, size in page.files.items() if "sans-names" in one)
        print(f"\nhtml {page.html}, cold {page.cold}, second font {second}: {page.files}")
        assert 20 * KB < page.cold - second <= 60 * KB
        assert not any("htmx" in one for one in page.files)
    every = {HASH.sub(".", Path(one).name) for page in screens for one in page.files}
    assert every >= STREET
    assert all(HASH.search(one) for page in screens for one in page.files)


def test_too_heavy_is_seen(gathered):
    """The scale works: a style that grows by what is not there yet weighs more."""
    css = next(gathered.glob("houvast.*.css"))
    page = f'<link rel="stylesheet" href="{settings.STATIC_URL}{css.name}">'.encode()
    before = weigh(page, gathered).of(".css")
    kept = css.read_bytes()
    try:
        css.write_bytes(kept + bytes(range(32, 126)) * 40)
        assert weigh(page, gathered).of(".css") > before
        css.write_bytes(kept + b"a{background:url(http://elders.example/x.png)}")
        with pytest.raises(AssertionError, match="comes from elsewhere"):
            weigh(page, gathered)
    finally:
        css.write_bytes(kept)
