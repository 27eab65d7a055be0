"""Install packages of the system, when whoever runs us may do that without being asked a password.

Needs nothing but Python, so that the Makefile can use it before anything is set up.
"""

import os
import shutil
import subprocess
import sys


def install(*packages: str) -> bool:
    """Install packages with apt. False when this is no Debian, when we may not, or it failed."""
    if shutil.which("apt-get") is None:
        return False
    first = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if first and not _quiet([*first, "true"]):
        return False
    print(f"Installing {' and '.join(packages)} with apt …", flush=True)
    apt = [*first, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    _quiet([*apt, "update"])  # a failure shows in the next step
    return _quiet([*apt, "install", "-y", "--no-install-recommends", *packages])


def _quiet(command: list[str]) -> bool:
    """Run a command; show what it said only when it failed."""
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
    except FileNotFoundError:
        return False
    if done.returncode and command[-1] != "true":
        sys.stderr.write(done.stdout.decode(errors="replace")[-2000:])
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(0 if install(*sys.argv[1:]) else 1)
