"""Make sure there is a Chromium for the browser tests: `python -m tools.browser`."""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from shutil import which

from tools.packages import install

LEAN = "chromium-headless-shell"
"""The same engine without windows: a walk in it takes two fifths less of the processors."""
NAMES = (LEAN, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NONE = (
    "There is no Chromium for the browser tests and none could be installed: install the package"
    " `chromium` (Debian: apt-get install chromium), or give the path of one in HOUVAST_BROWSER."
)


@cache
def chromium() -> str | None:
    """The path of a Chromium that starts: the one named in HOUVAST_BROWSER, or the first found."""
    if named := os.environ.get("HOUVAST_BROWSER"):
        return named
    found = [path for name in NAMES if (path := which(name))]
    return next((path for path in (*found, *_of_playwright()) if _starts(path)), None)


def main() -> int:
    """Find a Chromium, or install one, and say which."""
    if "HOUVAST_BROWSER" not in os.environ and which(LEAN) is None:
        install(LEAN)
    if chromium() is None:
        install("chromium")
        chromium.cache_clear()
    if chromium() is None:
        print("Downloading Playwright's Chromium …", flush=True)
        fetch = [sys.executable, "-m", "playwright", "install", "chromium"]
        subprocess.run(fetch, capture_output=True, check=False)  # it may have none for this system
        chromium.cache_clear()
    if (path := chromium()) is None:
        print(NONE, file=sys.stderr)
        return 1
    print(f"The browser tests use {path}.", flush=True)
    return 0


def _of_playwright() -> list[str]:
    """Browsers that Playwright itself downloaded, newest first, those without windows before."""
    place = os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright"
    lean, whole = (
        "chromium_headless_shell-*/chrome*/*headless?shell",
        "chromium-*/chrome-linux*/chrome",
    )
    return [
        str(path) for kind in (lean, whole) for path in sorted(Path(place).glob(kind), reverse=True)
    ]


def _starts(path: str) -> bool:
    """Whether it is more than a name: a stub, or libraries it lacks, show here."""
    try:
        asked = subprocess.run([path, "--version"], capture_output=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
