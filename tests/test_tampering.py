"""Ten thousand random tampers of a trail, by somebody who has the server: each is found (C4, T-77).

`make campaign-audit` tries as many as HOUVAST_CAMPAIGN_AUDIT says, the tests a few. Everything
happens in the database, and is looked at by what `houvast audit verify` asks. The witness was told
up to some seal; what comes after that is the window that is not promised.
"""

import os
import random
from collections import Counter
from dataclasses import dataclass, replace
from hashlib import sha256
from uuid import UUID, uuid4

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.utils import timezone

from houvast.audit.keys import public
from houvast.audit.rules.anchors import Anchor, Said, Told, answer_to, sign, wrong_with_told
from houvast.audit.rules.chain import NOTHING, SIZE, Broken, Sealed, microseconds, seal_hash
from houvast.audit.stored import digests, seals
from houvast.audit.verifying import verify
from tests.cast import STAFF, found, live
from tests.standing import committing
from tests.test_chain import act, seal_now, unwalled
from tests.test_trail import as_auditor

pytestmark = pytest.mark.commits
TRIES = int(os.environ.get("HOUVAST_CAMPAIGN_AUDIT", "120"))
SEED = int(os.environ.get("HOUVAST_SEED", "20261126"))
SEALS, TOLD = 8, 6


@dataclass
class Attack:
    """Somebody with the server, who knows the trail and picks where."""

    sql: psycopg.Connection
    place: UUID
    chain: list[Sealed]
    dice: random.Random

    def told(self) -> Sealed:
        """A seal that the witness knows."""
        return self.dice.choice(self.chain[:TOLD])

    def entry(self) -> UUID:
        return self.dice.choice(self.told().entries)

    def run(self, statement: str, *values: object) -> None:
        assert self.sql.execute(statement, values).rowcount > 0, statement

    def remove(self, entries: list[UUID]) -> None:
        self.sql.execute("delete from audit_processingline where operation = any(%s)", [entries])
        self.run("delete from audit_entry where id = any(%s)", entries)

    def anew(self, first: int) -> None:
        """With our key: every seal from here on made to fit what is there now."""
        before = self.chain[first - 2] if first > 1 else None
        for one in list(seals(self.sql, self.place))[first - 1 :]:
            now = digests(self.sql, one.entries)
            kept = tuple(entry for entry in one.entries if entry in now)
            listed = b"".join(now[entry] for entry in kept)
            new = replace(
                one,
                many=len(kept),
                total=(before.total if before else 0) + len(kept),
                root=sha256(listed).digest(),
                previous=before.hash if before else NOTHING,
                entries=kept,
                digests=listed,
            )
            before = new = replace(new, hash=seal_hash(new))
            self.run(
                "update audit_seal set many = %s, total = %s, root = %s, previous = %s, hash = %s,"
                " entries = %s, digests = %s where number = %s",
                *(new.many, new.total, new.root, new.previous, new.hash),
                *(list(new.entries), new.digests, new.number),
            )


EDITS = (
    "update audit_entry set verb = verb || 'x' where id = %s",
    "update audit_entry set at = at + interval '1 microsecond' where id = %s",
    "update audit_entry set actor_id = gen_random_uuid() where id = %s",
    "update audit_entry set refusal = 'NotFound' where id = %s",
    "update audit_entry set purpose = 'figures' where id = %s",
    "update audit_entry set subject = gen_random_uuid() where id = %s",
    "update audit_entry set shown = array[gen_random_uuid()] where id = %s",
    "update audit_entry set took = coalesce(took, 0) + 1 where id = %s",
    "update audit_entry set destroy_on = destroy_on - 1 where id = %s",
    "update audit_entry set token = gen_random_uuid() where id = %s",
    "insert into audit_processingline (municipality_id, operation, trace, came_from, at, ended_at,"
    " status, activity, data_subject, destroy_on) select municipality_id, id, id, '', at, at, 1,"
    " purpose, gen_random_uuid(), destroy_on from audit_entry where id = %s",
)
LINE_EDITS = ("activity = 'figures'", "data_subject = gen_random_uuid()", "status = 2")
COPY = (
    "insert into audit_entry select (jsonb_populate_record(e, jsonb_build_object('id', %s::uuid,"
    " 'verb', 'tests.false'))).* from audit_entry e where id = %s"
)


def edit(by: Attack) -> None:
    one = by.entry()
    if by.dice.random() < 0.3:
        change = by.dice.choice(LINE_EDITS)
        where = "where operation = %s"
        if by.sql.execute(f"update audit_processingline set {change} {where}", [one]).rowcount:
            return
    by.run(by.dice.choice(EDITS), one)


def delete(by: Attack) -> None:
    one = by.entry()
    if by.dice.random() < 0.3:
        where = "where operation = %s"
        if by.sql.execute(f"delete from audit_processingline {where}", [one]).rowcount:
            return
    by.remove([one])


def insert(by: Attack) -> None:
    new, like = uuid4(), by.told()
    by.run(COPY, new, like.entries[0])
    if by.dice.random() < 0.5:  # and in the list of a seal, with a digest that fits
        listed = like.digests + digests(by.sql, [new])[new]
        by.run(
            "update audit_seal set entries = entries || %s::uuid, digests = %s, many = many + 1"
            " where number = %s",
            *(new, listed, like.number),
        )


def swap(by: Attack) -> None:
    one, kind = by.told(), by.dice.random()
    a, b = by.dice.sample(range(one.many), 2)
    if kind < 0.3:  # two places in a seal, with their digests
        entries = list(one.entries)
        entries[a], entries[b] = entries[b], entries[a]
        parts = [one.digests[SIZE * n : SIZE * (n + 1)] for n in range(one.many)]
        parts[a], parts[b] = parts[b], parts[a]
        by.run(
            "update audit_seal set entries = %s, digests = %s where number = %s",
            *(entries, b"".join(parts), one.number),
        )
    elif kind < 0.5:  # two seals
        x, y = by.dice.sample(range(1, TOLD + 1), 2)
        for old, new in ((x, 0), (y, x), (0, y)):
            by.run("update audit_seal set number = %s where number = %s", new, old)
    else:  # what two entries say
        first, second, between = one.entries[a], one.entries[b], uuid4()
        for old, new in ((first, between), (second, first), (between, second)):
            by.run("update audit_entry set id = %s where id = %s", new, old)
            by.sql.execute(
                "update audit_processingline set operation = %s where operation = %s", [new, old]
            )


def cut_tail(by: Attack) -> None:
    first = by.dice.randrange(1, TOLD + 1)
    waiting = by.sql.execute("select entry from audit_waiting").fetchall()
    gone = [entry for one in by.chain[first - 1 :] for entry in one.entries]
    by.remove(gone + [entry for (entry,) in waiting])
    by.run("delete from audit_seal where number >= %s", first)
    by.sql.execute("delete from audit_waiting")


def old_copy(by: Attack) -> None:
    """The database as it was before a seal: some of its entries waited."""
    first = by.dice.randrange(1, TOLD + 1)
    one = by.chain[first - 1]
    waited = by.dice.randrange(1, one.many + 1)
    later = [entry for few in by.chain[first:] for entry in few.entries]
    waiting = [entry for (entry,) in by.sql.execute("select entry from audit_waiting").fetchall()]
    by.remove([*one.entries[waited:], *later, *waiting])
    by.sql.execute("delete from audit_waiting")
    for n, entry in enumerate(one.entries[:waited]):
        by.run(
            "insert into audit_waiting (municipality_id, entry, digest, at)"
            " values (%s, %s, %s, houvast_now())",
            *(by.place, entry, one.digests[SIZE * n : SIZE * (n + 1)]),
        )
    by.run("delete from audit_seal where number >= %s", first)


def edit_with_key(by: Attack) -> None:
    edit(by)
    by.anew(1)


def delete_with_key(by: Attack) -> None:
    delete(by)
    by.anew(1)


KINDS = (edit, delete, insert, swap, cut_tail, old_copy, edit_with_key, delete_with_key)
NEEDS_WITNESS = {cut_tail, old_copy, edit_with_key, delete_with_key}


@pytest.fixture(scope="module")
def trail(django_db_setup, django_db_blocker):
    """A trail of some seals, of which the witness knows most; and entries that wait."""
    with committing(django_db_setup, django_db_blocker):
        town = found("Waterrade", STAFF, timezone.localdate())
        one, place = live(town, "Meeuw"), town.admin.municipality_id
        for number in range(SEALS):
            for _ in range(4):
                act((town,), one.person)
            act((town,), verb="tests.nobody")
            assert seal_now(place) == 1, number
        act((town,), one.person)
        yield place


def known(place: UUID) -> tuple[list[Sealed], dict[int, Anchor]]:
    """The chain, and what the witness was told of it."""
    ours, theirs = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    told = []
    with as_auditor() as auditor:
        chain = list(seals(auditor, place))
    for one in chain[:TOLD]:
        at = microseconds(one.sealed_at)
        anchor = Anchor(place, one.number, one.total, one.hash, at)
        signed = sign(ours, Said.ANCHOR, anchor.words())
        told.append(Told(signed, answer_to(signed, theirs, "Waterschap", one.sealed_at)))
    anchors = wrong_with_told(told, public(ours), public(theirs))
    assert not isinstance(anchors, Broken) and len(anchors) == TOLD
    return chain, anchors


def test_every_tamper_that_the_witness_could_know_of_is_found(trail):  # T-77, C4
    dice = random.Random(SEED)
    chain, anchors = known(trail)
    counts: Counter[str] = Counter()
    missed: list[tuple[str, int]] = []
    alone: Counter[str] = Counter()
    with unwalled() as sql:
        assert verify(sql, trail, lambda _: None, anchors).broken is None
        for number in range(TRIES):
            kind = KINDS[number % len(KINDS)]
            with sql.transaction(force_rollback=True):
                kind(Attack(sql, trail, chain, dice))
                counts[kind.__name__] += 1
                if verify(sql, trail, lambda _: None, anchors).broken is None:
                    missed.append((kind.__name__, number))
                if number < 160:
                    alone[kind.__name__] += verify(sql, trail, lambda _: None, {}).broken is None
        assert verify(sql, trail, lambda _: None, anchors).broken is None
    print(f"\n{sum(counts.values())} tampers, seed {SEED}: {dict(counts)}; missed {missed}")
    print(f"not found without the witness, of the first 160: {dict(alone)}")
    assert missed == []
    # The test of the test: without the witness these would pass, so it is the witness that tells.
    assert {one.__name__ for one in NEEDS_WITNESS} == {name for name, n in alone.items() if n}


def test_a_cut_in_the_window_that_the_witness_does_not_know_is_not_found(trail):
    """Said in docs/understand/audit.md, and true."""
    chain, anchors = known(trail)
    with unwalled() as sql:
        attack = Attack(sql, trail, chain, random.Random(SEED))
        waiting = sql.execute("select entry from audit_waiting").fetchall()
        late = [entry for one in chain[TOLD:] for entry in one.entries]
        attack.remove(late + [entry for (entry,) in waiting])
        sql.execute("delete from audit_waiting")
        attack.run("delete from audit_seal where number > %s", TOLD)
        assert verify(sql, trail, lambda _: None, anchors).broken is None
