"""No password, token or private key is in the tree: `python -m tools.no_secrets`.

detect-secrets looks, in what git keeps and in what is new and not ignored. Its detectors ask each
whole file at once, which takes a second where line by line takes forty. Left out: five of them that
know one service that nothing here speaks to (IBM, Artifactory) and take as long as all others
together, and public addresses (IP), which are no secrets.
"""

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class
from detect_secrets.plugins.high_entropy_strings import HighEntropyStringsPlugin
from detect_secrets.plugins.keyword import KeywordDetector

ROOT = Path(__file__).resolve().parents[1]
LEFT_OUT = {
    "ArtifactoryDetector",
    "CloudantDetector",
    "IbmCloudIamDetector",
    "IbmCosHmacDetector",
    "SoftlayerDetector",
    "IPPublicDetector",
}
OWN = re.compile(r"\bhouvast_(?=\w*[0-9A-Z])[\w-]{43}\b")
"""A token of our own API, and a code of a device."""
WORDS = ("pass", "pwd", "secret", "key", "contrase")
"""What the detector of words looks for stands on such a line only; it is the slow one."""
LONG = 20
"""Characters, from which a text in quotes can be a key; shorter ones are names and codes."""
INVENTED = "tests/"
"""Passwords of invented people stand here on every second page: their words are not asked about."""
KNOWN = {
    ("docs/run/install.md", "…"): "the reader fills it in",
    ("docs/run/install.md", "password"): "the reader fills it in",
    ("docs/run/replica.md", "…"): "the reader fills it in",
    (
        "src/houvast/bench/importing.py",
        "een-lang-wachtwoord",
    ): "of invented people, on a throw-away server",
    (
        "src/houvast/bench/work_lists.py",
        "een-lang-wachtwoord",
    ): "of invented people, on a throw-away server",
    ("src/houvast/demo/municipality.py", "houvast-demo"): "of the demo, which refuses real people",
    ("src/houvast/settings.py", "password"): "the shape of an address, in a comment",
    ("src/houvast/sheets/reading.py", "EncryptedPackage"): "the name of a part of a workbook",
    ("src/houvast/watching/rules/honey.py", "BCDFGHJKLMNPQRSTVWXZ23456789"): "letters to draw from",
    ("src/houvast/web/sync.py", "Houvast-Device"): "the name of a header",
    ("tools/no_secrets.py", "BCDFGHJKLMNPQRSTVWXZ23456789"): "the same letters, in this list",
    ("tests/test_replica.py", "p%40ss"): "an invented one, to see that it arrives whole",
}
"""What is found and is none: where, the text, and why. Nothing else may be found."""


class Found(NamedTuple):
    """A text that looks like a secret: path within the tree, line (from 1), what kind, the text."""

    path: str
    line: int
    kind: str
    text: str


def files() -> list[str]:
    """What git keeps and what is new and not ignored, as paths within the tree.

    In a copy without git: all but what stands in folders that begin with a dot.
    """
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    if (ROOT / ".git").exists():
        said = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        return sorted(one for one in said.split("\0") if one and (ROOT / one).is_file())
    every = (one.relative_to(ROOT) for one in ROOT.rglob("*") if one.is_file())
    return sorted(str(one) for one in every if not any(s.startswith(".") for s in one.parts[:-1]))


def in_text(path: str, text: str) -> Iterator[Found]:
    """What looks like a secret in the text of one file, each text once."""
    for kind, said in {(kind, said) for kind, said in _every(path, text)}:
        yield Found(path, text.count("\n", 0, text.find(said)) + 1, kind, said)


def _every(path: str, text: str) -> Iterator[tuple[str, str]]:
    yield from (("token of Houvast", one) for one in OWN.findall(text))
    for detector in DETECTORS:
        said = set(detector.analyze_string(text))
        if isinstance(detector, HighEntropyStringsPlugin):
            said = {one for one in said if _is_drawn(detector, one)}
        yield from ((detector.secret_type, one) for one in said)
    if not path.startswith(INVENTED):
        yield from _by_word(path, text)


def _by_word(path: str, text: str) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(text.split("\n"), 1):
        small = line.lower()
        if any(word in small for word in WORDS):
            found = BY_WORD.analyze_line(path, line, number)
            yield from ((one.type, one.secret_value or "") for one in found)


def _is_drawn(detector: HighEntropyStringsPlugin, said: str) -> bool:
    long = len(said) >= LONG and "\n" not in said
    return long and detector.calculate_shannon_entropy(said) > detector.entropy_limit


def in_tree(paths: Iterable[str]) -> list[Found]:
    """What looks like a secret in these files, in their order; what is no text is passed over."""
    found: list[Found] = []
    for path in paths:
        try:
            found += sorted(in_text(path, (ROOT / path).read_text()))
        except UnicodeDecodeError:
            continue
    return found


def unknown(found: Iterable[Found]) -> list[Found]:
    """What nobody said to be none."""
    return [one for one in found if (one.path, one.text) not in KNOWN]


EVERY = get_mapping_from_secret_type_to_class().values()
BY_WORD = KeywordDetector()
DETECTORS = [one() for one in EVERY if one.__name__ not in LEFT_OUT and one is not KeywordDetector]


def main() -> int:
    """Say where something looks like a secret, without the secret; 1 when there is one."""
    found = unknown(in_tree(files()))
    for one in found:
        print(f"{one.path}:{one.line}: looks like a secret ({one.kind})", file=sys.stderr)
    if found:
        print("Take it out and make a new one. If it is none: KNOWN in tools/no_secrets.py.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
