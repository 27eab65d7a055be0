"""Try it for real, in a folder that is thrown away: `python -m tools.replica [--requests N]`.

Each line that begins with "ok" was looked at; the first that is not ends it with exit code 1.
"""

import argparse
import logging
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

import psycopg

from houvast.database.embedded import Cluster, account_for, addresses, cluster_of
from tools.replica.looks import Person, ask, interleaved
from tools.replica.servers import Bouncer, address, administrator, primary_in, replica_of, served

TRACKS = 2_400
"""Enough for fifty coaches who each hold about thirty."""
SENTENCE = "Houvast kan nu even niets laten zien of bewaren."
KEY = "houvastreplicahouvastreplica0001"
CONTEXT = "select set_config('houvast.municipality', %s, %s), set_config('houvast.user', %s, %s)"
PURPOSE = "select set_config('houvast.purpose', 'guidance', %s)"
SOMEBODY = "select municipality_id, user_id from sharing_assignment where purpose = 'guidance'"
SHOWN = "select count(*) from people_person"


def main() -> int:
    """Make everything, look, and leave nothing behind."""
    asked = argparse.ArgumentParser(description="Try a replica and a pooler for real.")
    asked.add_argument("--requests", type=int, default=10_000, help="looks of fifty people")
    given = asked.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # nothing is left behind
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="houvast-")))
        _try(folder.resolve(), given.requests, stack)
    print("All of it holds.")
    return 0


def _try(folder: Path, requests: int, stack: ExitStack) -> None:
    first = _cluster(folder)
    bouncer = Bouncer(folder / "bouncer", first)
    say(f"A primary with {TRACKS} tracks, made up (some minutes)")
    primary = primary_in(first)
    stack.callback(first.stop)
    _fill(primary)
    say("Its replica, and a pgbouncer in transaction mode")
    second, replica = replica_of(first, folder / "replica")
    stack.callback(second.stop)
    bouncer.start(primary)
    stack.callback(bouncer.stop)
    plans = "1" if bouncer.keeps_plans else "0"
    must(True, f"pgbouncer {'.'.join(map(str, bouncer.version))}, HOUVAST_PREPARED={plans}")
    common = {"HOUVAST_DEMO": "1", "HOUVAST_REPLICA_URL": address(replica, user="houvast_figures")}
    pooled = common | {"DATABASE_URL": address(bouncer.folder), "HOUVAST_PREPARED": plans}
    both = common | {"DATABASE_URL": address(primary, replica)}
    context_stays_inside(bouncer, primary)
    with administrator(str(primary)) as admin:
        from tools.replica import people

        coaches, manager = people.coaches(admin), people.manager(admin)
    through = stack.enter_context(served(pooled, folder / "pooled.log"))
    direct = stack.enter_context(served(both, folder / "both.log"))
    nothing_leaks(through, coaches, requests, primary)
    figures_from_the_replica(through, manager, primary, replica)
    goes_on(bouncer, (first, primary), (second, replica), (through, direct), coaches[0])


def _cluster(folder: Path) -> Cluster:
    """The programs of the wheel; an account of their own gets the folder when we are root."""
    if account := account_for(folder / "primary"):
        os.chown(folder, account.user, account.group)
    return cluster_of(folder / "primary")


def _fill(primary: Path) -> None:
    os.environ.update(
        addresses(primary), HOUVAST_DEMO="1", DJANGO_SETTINGS_MODULE="houvast.settings"
    )
    words = [sys.executable, "-m", "houvast.cli", "demo", "data", "--tracks", str(TRACKS)]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    import django

    django.setup()
    from houvast.cli.place import collect_static

    collect_static()
    logging.getLogger("houvast.web").setLevel(logging.WARNING)  # no line for each look


def context_stays_inside(bouncer: Bouncer, primary: Path) -> None:
    """Two clients on one connection to the database; and proof that this would see a leak."""
    say("Who acts ends with the transaction")
    with administrator(str(primary)) as admin:
        place, user = map(str, admin.execute(SOMEBODY).fetchall()[0])
    where = {"dbname": "one", "user": "houvast_app"}
    with (
        administrator(str(bouncer.folder), **where) as mine,
        administrator(str(bouncer.folder), **where) as theirs,
    ):
        with mine.transaction():
            seen = _acting(mine, place, user, local=True)
        must(seen > 0 and _count(theirs) == 0, f"{seen} shown to who acts, 0 to who comes after")
        seen = _acting(mine, place, user, local=False)
        leaked = _count(theirs)
        must(leaked == seen, "set for the session instead it leaks, and this look sees that")


def _acting(client: psycopg.Connection, place: str, user: str, *, local: bool) -> int:
    client.execute(CONTEXT, [place, local, user, local])
    client.execute(PURPOSE, [local])
    return _count(client)


def _count(client: psycopg.Connection) -> int:
    return int(client.execute(SHOWN).fetchone()[0])


def nothing_leaks(port: int, people: list[Person], requests: int, primary: Path) -> None:
    """Every answer is exactly what this person sees without a pooler, and of whom he holds."""
    say(f"{requests} looks of {len(people)} coaches at the same time, through the pooler")
    own = all(one.tracks <= who.holds for who in people for one in who.expected.values())
    must(own, "what is expected holds only whom the coach holds")
    began = time.monotonic()
    found = interleaved(port, people, requests)
    took = time.monotonic() - began
    with administrator(str(primary)) as admin:
        used = "select count(*) from pg_stat_activity where usename = 'houvast_app'"
        connections = admin.execute(used).fetchall()[0][0]
    wrong = {what: number for what, number in found.items() if what}
    must(not wrong, f"{found['']} right, 0 leaks, 0 other answers ({took:.0f} s) {wrong or ''}")
    say(f"  {connections} connections to the primary at that moment, the two other doors included")


def figures_from_the_replica(port: int, who: Person, primary: Path, replica: Path) -> None:
    """Overzicht counts there; the role that counts reads no table."""
    say("Figures from the replica, files not")
    before = _counted(primary), _counted(replica)
    status, text = ask(port, who.cookie, "/overzicht/")
    time.sleep(2)  # what a server counts of itself comes a moment later
    after = _counted(primary), _counted(replica)
    must(status == 200 and "houden we vast" in text, "Overzicht is shown")
    must(after == (before[0], before[1] + 1), "the replica counted, the primary did not")
    with administrator(str(replica), user="houvast_figures") as reader:
        for table in ("people_identity", "tracks_track", "tracks_contact"):
            no = refusal(lambda table=table: reader.execute(f"select from {table}"))
            must(no == "InsufficientPrivilege", f"its role does not read {table}")
    with administrator(str(replica), user="houvast_app") as app:
        no = refusal(lambda: app.execute("insert into audit_entry default values"))
        must(no == "ReadOnlySqlTransaction", "and nobody writes an entry in the trail there")


def _counted(host: Path) -> int:
    calls = "select calls from pg_stat_user_functions where funcname = 'tracks_figures'"
    with administrator(str(host)) as admin:
        rows = admin.execute(calls).fetchall()
    return int(str(rows[0][0])) if rows else 0


def refusal(act: Callable[[], object]) -> str:
    """The name of the error of the database; nothing when there was none."""
    try:
        act()
    except psycopg.Error as error:
        return type(error).__name__
    return ""


def goes_on(
    bouncer: Bouncer,
    old: tuple[Cluster, Path],
    new: tuple[Cluster, Path],
    ports: tuple[int, int],
    who: Person,
) -> None:
    """The primary is ended, the replica takes over, and people go on where they were."""
    say("The primary is gone")
    track = next(path for path, one in who.expected.items() if one.status == 200 and one.tracks)
    kept = _keep(ports[0], who)
    contacts = _contacts(old[1])
    must(kept == 302, "a contact is kept just before")
    old[0].run("pg_ctl", "stop", "-D", old[0].data, "-m", "immediate", "-w")
    for port, door in zip(ports, ("pooler", "two addresses"), strict=True):
        must(_says_so(port, who, track), f"{door}: 503 and the sentence, no name")
    bouncer.point_to(new[1])
    time.sleep(2)
    must(_says_so(ports[0], who, track), "a file from the replica before it takes over: 503 too")
    say("The replica takes over")
    new[0].run("pg_ctl", "promote", "-D", new[0].data, "-w")
    began = time.monotonic()
    for port, door in zip(ports, ("pooler", "two addresses"), strict=True):
        while (status := ask(port, who.cookie, track)[0]) != 200:
            if time.monotonic() - began > 60:
                must(False, f"{door}: still {status} after a minute")
            time.sleep(0.1)
        must(True, f"{door}: files again within {time.monotonic() - began:.1f} s")
    must(_contacts(new[1]) == contacts, "the contact of just before is there")
    must(_keep(ports[0], who) == 302 and _contacts(new[1]) == contacts + 1, "a new one is kept")
    answers = {ask(port, who.cookie, track)[0] for _ in range(25) for port in ports}
    must(answers == {200}, "fifty more looks, none of them wrong")


def _says_so(port: int, who: Person, path: str) -> bool:
    status, text = ask(port, who.cookie, path)
    return status == 503 and SENTENCE in text and "/jongeren/" not in text


def _keep(port: int, who: Person) -> int:
    open_to = [path for path, one in who.expected.items() if one.status == 200]
    path = next(one for one in open_to if one.endswith("/contact/") and one.count("/") > 3)
    said = {"key": uuid4(), "how": "phone", "outcome": "spoke", "ahead": "1", "agreed": "no"}
    said |= {"on": time.strftime("%Y-%m-%d"), "csrfmiddlewaretoken": KEY}
    return ask(port, f"{who.cookie}; csrftoken={KEY}", path, urlencode(said))[0]


def _contacts(host: Path) -> int:
    with administrator(str(host)) as admin:
        return int(str(admin.execute("select count(*) from tracks_contact").fetchall()[0][0]))


def must(holds: bool, sentence: str) -> None:
    """Say what was looked at, and end when it does not hold."""
    print(f"  {'ok' if holds else 'NO'}  {sentence}", flush=True)
    if not holds:
        raise SystemExit(1)


def say(sentence: str) -> None:
    """Say what comes."""
    print(sentence, flush=True)


if __name__ == "__main__":
    sys.exit(main())
