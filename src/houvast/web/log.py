"""Log lines without personal data. Loaded before Django is, so it leans on nothing of it."""

from typing import Any

from pythonjsonlogger.json import JsonFormatter


class WithoutAddress(JsonFormatter):
    """A line that says that something went wrong, never at which address: that holds ids."""

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        """Keep when, how bad and the kind of error; the rest may hold what a person typed."""
        kept = ("asctime", "levelname", "name", "status_code")
        error = log_data.get("exc_info", "")
        last = str(error).strip().splitlines()[-1:] if error else []
        return {key: log_data[key] for key in kept if key in log_data} | {
            "error": last[0].split(":")[0] if last else ""
        }
