"""`houvast check`: is it well now? Promise and audit are for monitoring, rules for who builds."""

import argparse
import json
import sys
from typing import Any

from houvast.cli import check_rules
from houvast.cli.command import Commands, command
from houvast.cli.place import set_up, use_a_database


def add(commands: Commands) -> None:
    """Add the command."""
    one = command(commands, "check", _check)
    one.add_argument("what", choices=["promise", "audit", "rules"])
    one.add_argument("--json", action="store_true", help="for another program")


def _check(asked: argparse.Namespace) -> int:
    """For whom the promise does not hold, what the trail waits for, or which rule has no test."""
    if asked.what == "rules":
        return check_rules.check(asked)
    use_a_database()
    set_up()
    return {"promise": _promise, "audit": _audit}[asked.what](asked)


def _audit(asked: argparse.Namespace) -> int:
    """Whether the trail is sealed and told to a witness, everywhere and lately."""
    from houvast.accounts.reads import municipalities, safety_net
    from houvast.audit import keys
    from houvast.audit.anchoring import state

    far = {place: state(by=safety_net(place)) for place in municipalities()}
    alarms = {str(place): [one.value for one in it.alarms(now)] for place, (it, now) in far.items()}
    has_witness = bool(keys.settings().witness)
    if asked.json:
        print(json.dumps({"witness": has_witness, "alarms": alarms}, indent=2))
    else:
        for place, (it, _now) in far.items():
            told = f"told up to {it.told or 0}, waiting {it.waiting}"
            print(f"{place}  seal {it.seal or 0}, {told}  {' '.join(alarms[str(place)])}".rstrip())
    if not has_witness:
        print("No witness is set: HOUVAST_WITNESS.", file=sys.stderr)
    return 0 if has_witness and not any(alarms.values()) else 1


def _promise(asked: argparse.Namespace) -> int:
    """For whom the promise does not hold, what nobody was asked, or whether no ladder climbs."""
    from houvast.cooperation.reads.not_asked import late_and_not_asked
    from houvast.tracks.reads import ladder_stands_still, promise_check

    figures: dict[str, Any] = promise_check()
    figures["late_and_not_asked"] = late_and_not_asked()
    if asked.json:
        print(json.dumps(figures, default=str, ensure_ascii=False, indent=2))
    else:
        width = max(map(len, figures), default=0)
        for name, figure in figures.items():
            print(f"{name.replace('_', ' '):<{width}}  {figure}")
    if still := ladder_stands_still():
        print(
            f"The ladder stands still in {still} municipalities: is a worker running?",
            file=sys.stderr,
        )
    return 1 if figures["violations"] or figures["late_and_not_asked"] or still else 0
