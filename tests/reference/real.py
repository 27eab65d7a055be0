"""The real public files, when somebody put their folder beside the project: never part of it."""

import os
from pathlib import Path

NAME = "real lists"
FOLDER = Path(
    os.environ.get("HOUVAST_SHARED_DATA") or Path(__file__).parents[2].parent / "shared" / "data"
)


def real_lists_told(terminalreporter):
    """At the end of each run of the tests: what was read of the real files, or that none was."""
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, value in getattr(report, "user_properties", ()):
                if name == NAME and report.when == "call":
                    terminalreporter.line(f"Real lists: {value}")
