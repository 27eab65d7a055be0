"""What a campaign did, over all its processes: printed at the end of each run of the tests."""

from collections import Counter
from typing import Any

NAME = "campaign"


def campaign_told(terminalreporter: Any) -> None:
    """The table: how often each action was tried, and how often it was accepted."""
    parts = [
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        for name, value in getattr(report, "user_properties", ())
        if name == NAME and report.when == "call"
    ]
    if not parts:
        return
    tried = sum((Counter(one) for one, _, _ in parts), Counter())
    accepted = sum((Counter(one) for _, one, _ in parts), Counter())
    terminalreporter.section("the promise, whatever people and time do")
    terminalreporter.line(f"{'action':<20}{'tried':>9}{'accepted':>10}")
    for name in sorted(tried):
        terminalreporter.line(f"{name:<20}{tried[name]:>9}{accepted[name]:>10}")
    total, yes = tried.total(), accepted.total()
    terminalreporter.line(f"{'all':<20}{total:>9}{yes:>10}  {yes / total:.0%}")
    longest = max(seconds for _, _, seconds in parts)
    terminalreporter.line(f"{total} steps in {len(parts)} process(es), {longest} s")
