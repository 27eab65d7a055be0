"""The examples of docs/understand/api.md, run as they stand there against a running server."""

import json
import re
import shlex
from datetime import timedelta
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen
from uuid import UUID

import pytest
from django.utils import timezone

from tests.api.conftest import secret_of
from tests.cast import STAFF, found, open_track
from tests.conftest import as_owner
from tests.reference.brought import bring_occupations, bring_points

PAGE = Path(__file__).parents[2] / "docs" / "understand" / "api.md"
CONCEPT = "0e2c1a5c-7c1a-4d0c-9d61-000000000001"
EXAMPLE = re.compile(r"```sh\n(curl .*?)\n# (\d{3})(?: (.*?))?\n```", re.DOTALL)


def filled(text, known):
    for name, value in known.items():
        text = text.replace(f"${name}", value)
    return text


def sent(command, known):
    """What curl would send; only the options that the page uses. Quotes first, then variables."""
    words = [filled(one, known) for one in shlex.split(command.replace("\\\n", " "))]
    headers, method, body = {}, "GET", None
    while words:
        match words.pop(0):
            case "-H":
                name, _, value = words.pop(0).partition(": ")
                headers[name] = value
            case "-X":
                method = words.pop(0)
            case "-d":
                body = words.pop(0).encode()
            case word if word.startswith("http"):
                url = word
    try:
        with urlopen(Request(url, body, headers, method=method)) as answer:
            return answer.status, answer.headers, answer.read()
    except HTTPError as no:
        return no.code, no.headers, no.read()


def holds(part, whole):
    """Whether what the page shows is in the answer; it shows less, and nothing else."""
    if isinstance(part, dict):
        return all(name in whole and holds(one, whole[name]) for name, one in part.items())
    if isinstance(part, list):
        return all(any(holds(one, other) for other in whole) for one in part)
    return part == whole


@pytest.mark.commits
@pytest.mark.screens
def test_the_examples_of_the_page_do_what_the_page_says(server):
    with as_owner() as owner:
        bring_occupations(owner, "a", [(UUID(CONCEPT), "7512", "bakker")])
        bring_points(owner, "a", {"1011": (122_000, 487_000)})
    town = found("Waterrade", STAFF, timezone.localdate())
    track = open_track(town)
    now = timezone.now()
    known = {
        "HOUVAST": server.url,
        "TOKEN": secret_of(town, "anouk"),
        "TRACK": str(track),
        "NOW": now.isoformat(),
        "TOMORROW": (timezone.localdate() + timedelta(days=1)).isoformat(),
    }
    examples = EXAMPLE.findall(PAGE.read_text())
    assert len(examples) >= 8
    for command, status, shown in examples:
        code, headers, body = sent(command, known)
        assert code == int(status), (command, body)
        if headers["ETag"] and "ETAG" not in known:
            known["ETAG"] = headers["ETag"] if "$TRACK" in command else ""
            known = {name: value for name, value in known.items() if value}
        if code == 201:
            known["ID"] = json.loads(body)["id"]
        if shown:
            quoted = {name: f'"{value}"' for name, value in known.items()}
            assert holds(json.loads(filled(shown, quoted)), json.loads(body)), (command, body)
