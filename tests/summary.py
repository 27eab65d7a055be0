"""What is told at the end of a run of the tests, besides what failed."""

from typing import Any

from tests.campaign.table import campaign_told
from tests.reference.real import real_lists_told


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Each part says nothing when its tests were not asked for."""
    campaign_told(terminalreporter)
    real_lists_told(terminalreporter)
