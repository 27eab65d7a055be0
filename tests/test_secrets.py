"""What looks like a secret is found in whatever file it stands, and the tree holds none. T-100

Each secret here is put together by the test, so that no file holds one.
"""

import base64

import pytest

from tools import no_secrets

DRAWN = ("q8Zr3VnT0bXw7LsK" + "5yHd2JfGm9PcAe4U") * 3
SMALL, DIGITS = "a1b2c3d4e5f60718" * 4, "7401928365" * 3


def claims(name):
    return base64.urlsafe_b64encode(f'{{"{name}": "HS256"}}'.encode()).decode().rstrip("=")


PLANTED = {
    "a private key": "-----BEGIN " + "RSA PRIVATE KEY-----",
    "a key of OpenSSH": "-----BEGIN OPENSSH " + "PRIVATE KEY-----",
    "a password in an address": "postgres://houvast:" + DRAWN[:12] + "@db.example/houvast",
    "a token with claims": ".".join([claims("alg"), claims("sub"), DRAWN[:30]]),
    "a token of our own": "houvast_" + DRAWN[:43],
    "a key of AWS": "AKIA" + "Q7ZR3VNT0BXW7LSK",
    "a key of Azure": "AccountKey=" + DRAWN[:86] + "==",
    "a token of GitHub": "ghp_" + DRAWN[:36],
    "a token of GitLab": "glpat-" + DRAWN[:20],
    "a token of PyPI": "pypi-" + "AgEIcHlwaS5vcmc" + DRAWN[:75],
    "a token of npm": "//registry.example/:_authToken=" + "npm_" + DRAWN[:36],
    "a token of Slack": "xoxb-" + "123456789012-" + SMALL[:24],
    "a key of Stripe": "rk_" + "live_" + DRAWN[:24],
    "a key of SendGrid": "SG." + DRAWN[:22] + "." + DRAWN[:43],
    "a key of Mailchimp": SMALL[:32] + "-us7",
    "a key of Twilio": "SK" + SMALL[:32],
    "a bot of Telegram": DIGITS[:9] + ":" + DRAWN[:35],
    "a bot of Discord": "M" + DRAWN[:23] + "." + DRAWN[:6] + "." + DRAWN[:27],
    "a key of OpenAI": "sk-" + DRAWN[:20] + "T3BlbkFJ" + DRAWN[:20],
    "a word of Square": "sq0csp-" + DRAWN[:43],
    "a text that was drawn": f'x = "{DRAWN[:40]}"',
    "a number that was drawn": 'x = "' + "9f86d081884c7d65" + "9a2feaa0c55ad015" + '"',
}
BY_WORD = {
    "a password by its name": 'PASS' + 'WORD = "welkom-in-het-stadhuis"',
    "a word of a service": 'client_' + 'secret = "welkom-in-het-stadhuis"',
}  # fmt: skip


@pytest.mark.parametrize("said", PLANTED.values(), ids=PLANTED.keys())
@pytest.mark.parametrize("path", ["src/houvast/settings.py", "tests/test_x.py", "docs/run/x.md"])
def test_a_planted_secret_is_found_with_its_line(path, said):
    found = no_secrets.unknown(no_secrets.in_text(path, f"a first line\n{said}\n"))
    assert found and {one.line for one in found} == {2}


@pytest.mark.parametrize("said", BY_WORD.values(), ids=BY_WORD.keys())
def test_what_is_called_a_password_is_found_where_none_is_invented(said):
    assert no_secrets.unknown(no_secrets.in_text("src/houvast/settings.py", said))
    assert not no_secrets.unknown(no_secrets.in_text("tests/test_x.py", said))


def test_each_detector_that_looks_has_something_planted_for_it():
    """A detector of a newer version is planted for as well, or left out by name."""
    kinds = {one.kind for said in PLANTED.values() for one in no_secrets.in_text("x.py", said)}
    assert {one.secret_type for one in no_secrets.DETECTORS} <= kinds


def test_the_tree_holds_none_and_what_is_known_to_be_none_is_still_there():
    found = no_secrets.in_tree(no_secrets.files())
    assert no_secrets.unknown(found) == []
    assert {(one.path, one.text) for one in found} == no_secrets.KNOWN.keys()


def test_it_says_where_and_not_what(monkeypatch, tmp_path, capsys):
    (tmp_path / "new.toml").write_text(f"\n\ntoken = '{PLANTED['a token of GitHub']}'\n")
    monkeypatch.setattr(no_secrets, "ROOT", tmp_path)
    assert no_secrets.main() == 1
    said = capsys.readouterr()
    assert "new.toml:3: looks like a secret (GitHub Token)" in said.err
    assert PLANTED["a token of GitHub"] not in said.err + said.out
