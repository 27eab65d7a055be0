"""What happens to a phone while letters wait on it, beside what is wrong with the line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from houvast.tracks.actions.handovers import accept_handover, introduce_handover, offer_handover
from houvast.tracks.rules.states import HandoverReason
from tests.capture.phone import give_key
from tests.offline.phone import CACHES, UPDATE, WAKE

if TYPE_CHECKING:
    from tests.offline.campaign import Campaign

TWO_DAYS = 2 * 24 * 3600
DENIED = "indexedDB.open = () => { throw new DOMException('denied', 'SecurityError') }"
ADDED = "STORES = {meta: {}"
SHOWN = "#capture:not([hidden])"
UNABLE = "[data-state=unable]"


def kill_tab(run: Campaign) -> None:
    """In the middle of a few contacts."""
    run.phone.begins(run.told(3))
    run.phone.page.wait_for_timeout(run.dice.uniform(0, 40))
    run.phone.closes()
    run.phone.opens()


def kill_browser(run: Campaign) -> None:
    """SIGKILL, in the middle of a few contacts; the disk is looked through before it starts."""
    run.phone.begins(run.told(3))
    run.phone.page.wait_for_timeout(run.dice.uniform(0, 40))
    run.phone.dies(run.looks_through)
    run.phone.opens()


def kill_server_during(run: Campaign) -> None:
    """`kill -9` while a package is being taken in."""
    run.line.killing = "during"


def kill_server_after(run: Campaign) -> None:
    """`kill -9` when a package was committed and the phone has no answer yet."""
    run.line.killing = "after"


def two_tabs(run: Campaign) -> None:
    """Both capture and both want to send."""
    if not run.heard_of():
        return
    other = run.phone.another_tab()
    for page in (other, run.phone.page, other):
        run.phone.captures(run.told(1), page)
    for page in (other, run.phone.page):
        page.evaluate(WAKE)
    run.phone.page, mine = other, run.phone.page
    mine.close()


def new_worker(run: Campaign) -> None:
    """Another version of the worker takes over while letters wait."""
    run.worker += 1
    name = f"another{run.worker}"
    run.line.changes["/sw.js"] = [("const CACHE = `houvast-", f"const CACHE = `houvast-{name}-")]
    run.phone.page.evaluate(UPDATE)
    run.phone.until(lambda: _only(run, f"houvast-{name}-"), "the new worker")


def _only(run: Campaign, begin: str) -> bool:
    found = run.phone.page.evaluate(CACHES)
    return len(found) == 1 and found[0].startswith(begin)


def new_database(run: Campaign) -> None:
    """The next version of the database, in a page that opens while the old one is there."""
    run.base += 1
    change = (
        ("VERSION = 1;", f"VERSION = {run.base};"),
        (ADDED, f"STORES = {{extra{run.base}: {{}}, meta: {{}}"),
    )
    run.line.changes["/street/store.js"] = list(change)
    new_worker(run)
    old = run.phone.page
    run.phone.page = run.phone.context.new_page()
    run.phone.opens()
    run.phone.until(lambda: _version(run) == run.base, "the next version of the database")
    old.close()


def _version(run: Campaign) -> int:
    found = run.phone.page.evaluate("async () => (await indexedDB.databases())[0].version")
    return int(found)


def clock_ahead(run: Campaign) -> None:
    _clock(run, TWO_DAYS)


def clock_behind(run: Campaign) -> None:
    _clock(run, -TWO_DAYS)


def _clock(run: Campaign, shift: float) -> None:
    """The phone believes that it is another day; what it tells then is of now, or of that day."""
    run.clear_line()
    run.phone.shift = shift
    run.phone.opens()
    run.named()
    run.phone.captures(run.told(2))
    run.put_fault_back()


def no_room(run: Campaign) -> None:
    """The disk is full: then nothing is said to be kept, and what was kept before stays.

    A 409 that was under way may take the form away meanwhile: then nothing can be said at all.
    """
    ledger = run.phone.ledger
    failed, closed, said = ledger.failed, ledger.closed, len(ledger.said)
    with run.phone.full_disk():
        if run.heard_of():
            run.phone.captures(run.told(2))
            assert len(ledger.said) == said
            assert ledger.failed - failed + ledger.closed - closed == 2
    page = run.phone.context.new_page()
    page.add_init_script(DENIED)
    page.goto("/straat/")
    page.locator(UNABLE).wait_for()
    assert not page.locator(SHOWN).is_visible()
    page.close()


def replayed(run: Campaign) -> None:
    """Packages of before come again, in another order."""
    run.replayed += run.line.replay()


def other_user(run: Campaign) -> None:
    """A colleague signs in and captures; what waits of the first is not sent by that."""
    first = run.who
    run.clear_line()
    run.signs_in(run.other)
    run.phone.captures(run.told(2))
    run.phone.empties()
    run.signs_in(first)
    run.put_fault_back()


def new_key(run: Campaign) -> None:
    """The municipality has another key from now on; what waits was sealed with the one before."""
    run.keys += 1
    give_key(run.folder, run.town.admin.municipality_id, run.keys)


def handed_over(run: Campaign) -> None:
    """What was told of somebody waits while a colleague takes over, and comes in after that."""
    if not run.heard_of():
        return
    run.phone.context.set_offline(True)
    told = run.told(2)
    for one in told:
        one.track = told[0].track
    run.phone.captures(told)
    _hand_over(run, told[0].track, run.who, run.other)
    run.put_fault_back()
    run.shows(run.fault, run.line.happened[run.fault])
    run.clear_line()
    run.phone.empties()
    _hand_over(run, told[0].track, run.other, run.who)
    run.put_fault_back()


def _hand_over(run: Campaign, track: UUID, coach: str, to: str) -> None:
    who = {"from_user": run.town[coach].user_id, "to_user": run.town[to].user_id}
    why = HandoverReason.NO_CLICK
    asked = offer_handover(by=run.town[coach], track_id=track, reason=why, **who)
    accept_handover(by=run.town[to], handover_id=asked)
    today = timezone.localdate()
    introduce_handover(by=run.town[to], handover_id=asked, introduced_on=today)


EVENTS: dict[str, Callable[[Campaign], None]] = {
    "tab killed": kill_tab,
    "browser killed": kill_browser,
    "server killed during": kill_server_during,
    "server killed after": kill_server_after,
    "two tabs": two_tabs,
    "new worker": new_worker,
    "new database": new_database,
    "clock ahead": clock_ahead,
    "clock behind": clock_behind,
    "no room": no_room,
    "replayed": replayed,
    "other user": other_user,
    "new key": new_key,
    "handed over": handed_over,
}
