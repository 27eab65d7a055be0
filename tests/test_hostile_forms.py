"""Every form against what a browser never sends: no 5xx, nothing half-saved, no word lost.

What may be sent is read from the form itself, so a new field is attacked without a new line here.
Each form gets a fair share of at least sixty; `make campaign-forms` sends everything.
A post that is not answered with 302 must leave no write behind; each is counted and printed.
"""

import os
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus, urlencode
from uuid import UUID, uuid4

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.areas.hostile import AREAS, figures  # noqa: F401
from tests.cast import at_commit
from tests.employers.hostile import EMPLOYER_CASES
from tests.hostile_cases import CASES, Case, World, make_world
from tests.hostile_companions import COMPANIONS
from tests.hostile_guests import GUESTS
from tests.hostile_informing import INFORMING
from tests.hostile_leaves import LEAVES
from tests.hostile_page import Control, Page
from tests.hostile_people import PEOPLE
from tests.hostile_registers import REGISTERS
from tests.hostile_safety import SAFETY
from tests.hostile_settings import SETTINGS
from tests.hostile_sharing import SHARING
from tests.hostile_street import STREET
from tests.hostile_tables import TABLES
from tests.hostile_values import CHOICES, DAYS, FILES, KEYS, LONG, NUMBERS, ODD_HEADS, SCRIPT, TEXTS
from tests.hostile_work import WORK_CASES
from tests.plan_checks.hostile import PLANS
from tests.reference.brought import bring_occupations
from tests.reference.conftest import lists  # noqa: F401
from tests.reference.hostile import CODING, LIST
from tests.standing import made_once

pytestmark = pytest.mark.screens
FAMILIES = CASES | INFORMING | SETTINGS | REGISTERS | SHARING | LEAVES | PEOPLE | COMPANIONS
FAMILIES |= TABLES | WORK_CASES | EMPLOYER_CASES | SAFETY | GUESTS | STREET | PLANS
FINE = frozenset({200, 302, 403, 404, 409, 413, 422})
LEAST = 60
BESIDES = 8  # posts that each form gets as well: the good one, forged ones, twice
HTML = "application/x-www-form-urlencoded"
STRICT = ("date", "number", "select", "radio", "button")  # kinds that hold no free text
UNSHOWN = ("hidden", "password", "checkbox", "file")  # kinds that a page does not show again
NOT_OURS = re.compile(r'"(?:audit_entry|django_session)"')


@dataclass(frozen=True)
class Attack:
    """One hostile post. `refused`: it can never be right. `harmless`: it may write nothing."""

    name: str
    data: Any
    to: str = ""
    kind: str = ""
    refused: bool = False
    harmless: bool = False
    unreadable: bool = False


def on_fields(good: dict[str, str], form: dict[str, Control]) -> Iterator[Attack]:
    """Each field in turn: missing, twice, and what it cannot hold.

    Where many fields are of one kind, each gets its turn of the values, and all are used.
    """
    kinds = Counter(one.kind for one in form.values())
    turns: Counter[str] = Counter()
    for name, one in form.items():
        rest = {key: value for key, value in good.items() if key != name}
        yield Attack(f"without {name}", rest, refused=one.required or one.kind == "hidden")
        yield Attack(f"{name} as a list", rest | {name: [good.get(name, ""), SCRIPT, "x"]})
        values, share = tuple(values_for(one)), max(1, kinds[one.kind] // 2)
        for value, refused in values[turns[one.kind] % share :: share]:
            yield Attack(f"{name} = {value[:24]!r}", rest | {name: value}, refused=refused)
        turns[one.kind] += 1


def values_for(one: Control) -> Iterator[tuple[str, bool]]:
    """Values for one field, and whether each must be refused."""
    if one.kind in ("text", "textarea", "tel", "email", "password"):
        yield from ((value, one.required and not value.strip(" \r\n\x00")) for value in TEXTS)
        yield LONG, True
    elif one.kind == "date":
        yield "", one.required
        yield from ((value, bool(value.strip("\x00"))) for value in DAYS)
    elif one.kind == "number":
        yield "1_0", False  # Django reads it as ten, as Python does
        yield from ((value, True) for value in NUMBERS)
    elif one.kind in ("hidden", "file"):
        strange = KEYS if one.kind == "hidden" else FILES
        yield from ((value, value is not ODD_HEADS) for value in strange)
    elif one.kind == "checkbox":
        yield from ((value, False) for value in ("", "false", SCRIPT, LONG, "🙂"))
    else:
        strange = (value for value in CHOICES if value not in one.options)
        yield from ((value, bool(value.strip("\x00"))) for value in strange)


def on_the_whole(case: Case, good: dict[str, str], form: dict[str, Control]) -> Iterator[Attack]:
    """The post itself is wrong."""
    body, many = urlencode(good), urlencode([(f"f{one}", "1") for one in range(1500)])
    must = any(one.required or one.kind == "hidden" for one in form.values())
    strict = any(one.required and one.kind in STRICT for one in form.values())
    yield Attack("nothing", {}, refused=must)
    as_json, bad = "application/json", case.answers_json
    yield Attack("json", body.encode(), kind=as_json, refused=must, unreadable=bad)
    yield Attack("xml", b"<a/>", kind="application/xml", refused=must)
    yield Attack("plain text", body.encode(), kind="text/plain", refused=must)
    yield Attack("no boundary", body.encode(), kind="multipart/form-data", unreadable=True)
    broken = b"--b\r\nContent-Disposition: form-data; name=note\r\n\r\nx"
    yield Attack("a picture", bytes(range(256)), kind="image/png", refused=must)
    yield Attack("only NUL", bytes(999), refused=must)
    yield Attack("only %", b"%" * 5000, refused=must)
    yield Attack("a long name", {"n" * 90_000: "x"}, refused=must)
    yield Attack("klingon", body.encode(), kind=f"{HTML}; charset=klingon", unreadable=True)
    yield Attack("also in the address", good, to=f"{case.post}?{urlencode({'key': SCRIPT})}")
    yield Attack("cut off", broken, kind="multipart/form-data; boundary=b", refused=must)
    yield Attack("utf-16", body.encode("utf-16"), kind=f"{HTML}; charset=utf-16", unreadable=True)
    yield Attack("no utf-8", b"note=%ff%fe&reason=\xff\xfe&=&&%", kind=HTML, refused=must)
    yield Attack("1500 fields", f"{body}&{many}".encode(), kind=HTML, harmless=True, refused=True)
    yield Attack("13 MB", b"note=" + b"x" * 13_000_000, kind=HTML, harmless=True, refused=True)
    yield Attack("strange names", good | {"__proto__": "x", "id": "1", "key[]": "1"})
    yield Attack("every key twice", f"{body}&{body}".encode())
    for text in (SCRIPT, "\x00", "🙂" * 99, LONG):
        typed = {name: text for name, one in form.items() if one.kind != "hidden"}
        yield Attack(f"{text[:9]!r} everywhere", good | typed, refused=strict or text == LONG)
    for name in [name for name, one in form.items() if one.kind in ("text", "textarea")][-1:]:
        yield Attack(f"10 MB in {name}", good | {name: "n" * 10_000_000}, refused=True)


def on_the_address(case: Case, good: dict[str, str]) -> Iterator[Attack]:
    """Ids of others, ids of nothing, and ids that are none."""
    wrong = (*case.others, *map(str, (uuid4(), UUID(int=0), "x", "'%20or%201=1", "%00")))
    for one in wrong if case.own_id else ():
        yield Attack(f"id {one}", good, to=case.post.replace(case.own_id, one), harmless=True)


@dataclass
class Written:
    """What a request wrote and did not take back: writes per savepoint that is still open."""

    open: list[tuple[str, list[str]]] = field(default_factory=lambda: [("", [])])

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        done = execute(sql, params, many, context)
        verb, _, name = sql.partition("SAVEPOINT ")
        if verb == "":
            self.open.append((name, []))
        elif name and verb.startswith(("RELEASE", "ROLLBACK")):
            back = verb.startswith("ROLLBACK")
            lost = [one for mark, _ in self.open[::-1] for one in (mark,)].index(name) + 1
            self.open, ended = self.open[:-lost], self.open[-lost:]
            if back:
                self.open.append((name, []))
            else:
                self.open[-1][1].extend(one for _, kept in ended for one in kept)
        elif sql.startswith(("INSERT", "UPDATE", "DELETE")) and not NOT_OURS.search(sql[:60]):
            self.open[-1][1].append(sql[:90])
        return done

    @property
    def kept(self) -> list[str]:
        return [one for _, kept in self.open for one in kept]


quoted = lru_cache(5_000)(quote_plus)
"""The long ones are long, and sent in field after field."""


def encoded(data: dict[str, Any]) -> tuple[bytes, str]:
    """As a browser sends it: bytes are a file, and a form with a file has parts."""
    if not any(isinstance(one, bytes) for value in data.values() for one in listed(value)):
        return urlencode(data, doseq=True, quote_via=quoted).encode(), HTML
    sent = {
        name: [
            SimpleUploadedFile("lijst.csv", one) if isinstance(one, bytes) else one
            for one in listed(value)
        ]
        for name, value in data.items()
    }
    return encode_multipart(BOUNDARY, sent), MULTIPART_CONTENT


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


class Siege:
    """Sends attacks at one form, each on the same state, and judges the answers."""

    def __init__(self, case: Case) -> None:
        self.case, self.faults, self.posts = case, list[str](), Counter[int]()
        self.client = case.client
        self.client.raise_request_exception = False
        page = Page(self.client.get(case.page).content.decode())
        self.form = page.forms[case.post]
        self.form.pop("csrfmiddlewaretoken")
        self.good = {
            name: one.value or (one.options[-1] if one.options and one.required else "")
            for name, one in self.form.items()
            if one.kind != "checkbox"
        } | case.fill

    def send(self, attack: Attack, client: Client | None = None) -> tuple[Any, list[str]]:
        """Post it, and take back whatever it did."""
        cache.clear()
        before = self.client.cookies.copy()
        to, kept = attack.to or self.case.post, Written()
        body, kind = attack.data, attack.kind or HTML
        if isinstance(body, dict):
            body, kind = encoded(body)
        with transaction.atomic(), connection.execute_wrapper(kept):
            answer = (client or self.client).generic("POST", to, body, content_type=kind)
            if answer.status_code == 302:
                self.holds_at_commit(attack)
            transaction.set_rollback(True)
        self.client.cookies = before
        self.posts[answer.status_code] += 1
        return answer, kept.kept

    def holds_at_commit(self, attack: Attack) -> None:
        """What the database asks only at the end would be a 500 after all."""
        try:
            at_commit()
        except DatabaseError as error:
            self.must(False, f"{attack.name}: {error}")

    def judge(self, attack: Attack, client: Client | None = None) -> None:
        answer, kept = self.send(attack, client)
        status, html = answer.status_code, answer.content.decode()
        said = f"{attack.name}: {status}"
        allowed = FINE | {400} if attack.unreadable else FINE
        self.must(status in allowed, said)
        self.must(status != 302 or not attack.refused, f"{said}, and it was saved")
        self.must(not kept or (status == 302 and not attack.harmless), f"{said} wrote {kept}")
        self.must(SCRIPT not in html and "<img src=x" not in html, f"{said} runs a script")
        if status in (200, 422):
            self.explained(said, attack, Page(html), kept_in_form=client is None)

    def explained(self, said: str, attack: Attack, page: Page, *, kept_in_form: bool) -> None:
        """An error stands in the summary and beside its field, and what was typed is there."""
        errors = {one for one in page.ids if one.endswith("_error")}
        self.must(bool(page.words), f"{said} without a word")
        self.must(errors <= page.described, f"{said}: loose {errors - page.described}")
        sent = attack.data if isinstance(attack.data, dict) and kept_in_form else {}
        for name, one in page.forms.get(self.case.post, {}).items():
            value = sent.get(name)
            if not isinstance(value, str) or one.kind in UNSHOWN:
                continue
            if one.options and value not in one.options:
                continue
            typed = value.replace("\x00", "").replace("\r\n", "\n")
            self.must(one.value == typed, f"{said}: {name} lost {typed[:20]!r}")

    def must(self, holds: bool, words: str) -> None:
        if not holds:
            self.faults.append(words)


standing = made_once(make_world)


@pytest.fixture
def world(standing: World, db: None) -> World:
    return deepcopy(standing)


@pytest.mark.parametrize("family", FAMILIES)
def test_hostile_posts(world, family):
    besiege(family, FAMILIES[family](world))


@pytest.mark.commits
@pytest.mark.parametrize("family", CODING)
def test_hostile_posts_where_occupations_are_listed(lists, world, family):  # noqa: F811
    bring_occupations(lists, "a", LIST)
    besiege(family, CODING[family](world))


@pytest.mark.parametrize("family", AREAS)
def test_hostile_posts_about_areas(figures, world, family):  # noqa: F811
    besiege(family, AREAS[family](world))


def besiege(family: str, case: Case) -> None:
    """Everything at one form."""
    siege = Siege(case)
    good, form = siege.good, siege.form
    answer, kept = siege.send(Attack("good", good))
    wrote = bool(kept) or case.unseen
    assert (answer.status_code, wrote) == (302, True), Page(answer.content.decode()).words
    whole = [*on_the_whole(siege.case, good, form), *on_the_address(siege.case, good)]
    rest = LEAST - BESIDES - len(whole) - len(siege.case.strangers)
    for attack in (*share(list(on_fields(good, form)), rest), *whole):
        siege.judge(attack)
    for stranger in siege.case.strangers:
        siege.judge(Attack("a stranger", good, harmless=True), stranger)
    without_a_key_of_ours(siege)
    twice_and_too_late(siege)
    total = sum(siege.posts.values())
    print(f"\n{family}: {total} posts, {dict(siege.posts)}")
    assert not siege.faults, "\n".join(siege.faults)
    assert total >= LEAST


def share(attacks: list[Attack], rest: int) -> list[Attack]:
    fair = len(attacks) if "HOUVAST_ALL_POSTS" in os.environ else max(rest, LEAST // 3)
    few = min(fair, len(attacks))
    return [attacks[at * len(attacks) // few] for at in range(few)]


def without_a_key_of_ours(siege: Siege) -> None:
    """The key against forged posts is asked of every form."""
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    strict.cookies = siege.client.cookies.copy()
    for token in (None, "", "x", "a" * 64, "🙂", SCRIPT):
        data = siege.good | ({} if token is None else {"csrfmiddlewaretoken": token})
        answer, kept = siege.send(Attack("forged", data), strict)
        siege.must((answer.status_code, kept) == (403, []), f"forged: {answer.status_code}")


def twice_and_too_late(siege: Siege) -> None:
    """The same post again, and a post from a page that is too old."""
    case, good = siege.case, siege.good
    with transaction.atomic():
        cookies = siege.client.cookies.copy()
        body, kind = encoded(good)
        first = siege.client.generic("POST", case.post, body, content_type=kind)
        siege.must(first.status_code == 302, f"first: {first.status_code}")
        at_commit()
        harmless = "key" in good or case.once
        siege.judge(Attack("again", good, harmless=harmless))
        siege.client.cookies = cookies
        transaction.set_rollback(True)
    if case.stale:
        with transaction.atomic():
            case.stale()
            siege.judge(Attack("too late", good, harmless=True, refused=True))
            transaction.set_rollback(True)


def test_what_is_kept_is_seen(db):
    """The measure itself: a write that was taken back is none, and one that stays is seen."""
    kept = Written()
    with connection.execute_wrapper(kept):
        with suppress(ZeroDivisionError), transaction.atomic():
            Group.objects.create(name="taken back")
            raise ZeroDivisionError
        assert kept.kept == []
        with suppress(ZeroDivisionError), transaction.atomic():
            with transaction.atomic():
                Group.objects.create(name="taken back with what is around it")
            raise ZeroDivisionError
        assert kept.kept == []
        with transaction.atomic(), transaction.atomic():
            Group.objects.create(name="stays")
    assert [one.split()[0] for one in kept.kept] == ["INSERT"]
