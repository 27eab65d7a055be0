"""Take one condition out of one row policy: what was written to hold must be missed at once."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg

FOUND = """
select tablename, policyname, qual, permissive from pg_policies
where schemaname = 'public' and cmd in ('SELECT', 'ALL') and roles = '{houvast_app}'
  and tablename = any (%s)
order by 1, 2
"""
ASKS = re.compile(r"\b(?:(?:tracks|sharing|accounts)_(?!in_emergency)\w+|cooperation_has_a_task)\(")
"""Functions that say yes or no; one that gives the persons cannot be answered by a yes."""
BARE = re.compile(r"\b(?:job\.is_system|needs_second)\b")
"""Columns that say yes or no themselves."""
WORDS = (
    (
        re.compile(
            r"\(?NULLIF\(current_setting\('houvast\.(\w+)'::text, true\), ''::text\)\)?(::uuid)?"
        ),
        r"\1",
    ),
    (re.compile(r"::(?:character varying|text)(?:\[\])?"), ""),
    (re.compile(r"[()\s]+"), " "),
)


@dataclass(frozen=True)
class Brick:
    """A condition of a policy; `without` is the policy as it is when the condition always holds."""

    table: str
    policy: str
    condition: str
    whole: str
    without: str
    number: int = 1
    """The how many-eth time that this policy asks it."""

    def __str__(self) -> str:
        again = f" ({self.number})" if self.number > 1 else ""
        return f"{self.table}.{self.policy}: {self.condition}{again}"


def bricks(owner: psycopg.Connection[Any], tables: tuple[str, ...]) -> Iterator[Brick]:
    """Every condition of every policy by which the app reads these tables."""
    for table, policy, whole, kind in owner.execute(FOUND, [list(tables)]):
        if kind == "RESTRICTIVE":
            why = "only kept" if "only_kept" in policy else "closed to who is near"
            yield Brick(table, policy, why, whole, "true")
            continue
        asked: Counter[str] = Counter()
        for start, end in sorted(
            {*_compared(whole), *_asked(whole), *(one.span() for one in BARE.finditer(whole))}
        ):
            without = f"{whole[:start]}true{whole[end:]}"
            words = _words(whole[start:end])
            asked[words] += 1
            yield Brick(table, policy, words, whole, without, asked[words])


def _asked(whole: str) -> Iterator[tuple[int, int]]:
    """Where a function is asked, up to the bracket that closes its question."""
    for found in ASKS.finditer(whole):
        depth, end = 1, found.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(whole[end], 0)
            end += 1
        yield found.start(), end


def _compared(whole: str) -> Iterator[tuple[int, int]]:
    """Where a comparison stands: the innermost brackets with an operator and no other question."""
    opened: list[int] = []
    for at, sign in enumerate(whole):
        if sign == "(":
            opened.append(at)
        elif sign == ")":
            start = opened.pop()
            inside = whole[start + 1 : at]
            asks = re.search(r" (?:=|>|<=) | IS NULL", inside)
            if asks and not re.search(r" (?:AND|OR) |SELECT|EXISTS", inside):
                yield start, at + 1


def _words(condition: str) -> str:
    for pattern, instead in WORDS:
        condition = pattern.sub(instead, condition)
    return condition.strip()


def taken_out(owner: psycopg.Connection[Any], one: Brick) -> None:
    owner.execute(f"alter policy {one.policy} on {one.table} using ({one.without})")


def put_back(owner: psycopg.Connection[Any], one: Brick) -> None:
    owner.execute(f"alter policy {one.policy} on {one.table} using ({one.whole})")
