"""Refuse to serve with a witness that cannot be one."""

import socket
from collections.abc import Collection
from ipaddress import ip_address
from urllib.parse import urlsplit

import psutil
from django.conf import settings

from houvast.audit import keys


def unfit(given: keys.Settings, here: Collection[str]) -> list[str]:
    """What is wrong with keys and witness; `here` are names and addresses of this machine.

    No witness at all is not refused: it is an alarm on screen and of `houvast check audit`.
    """
    problems = [*_not_hexadecimals(given)]
    if not given.witness or problems:
        return problems
    url = urlsplit(given.witness)
    if url.scheme != "https":
        return ["HOUVAST_WITNESS is a file or has no https: a witness is another organisation"]
    if url.hostname is None or url.hostname in here or _is_local(url.hostname):
        problems.append("HOUVAST_WITNESS is this machine")
    if not given.owner:
        problems.append("HOUVAST_OWNER does not say which organisation holds the key")
    try:
        own = keys.public(given.own())
    except keys.NoKey as error:
        return [*problems, str(error)]
    if own == bytes.fromhex(given.witness_key):
        problems.append("HOUVAST_WITNESS_KEY is our own key")
    return problems


def _not_hexadecimals(given: keys.Settings) -> list[str]:
    asked = [("HOUVAST_WITNESS_FOR", one) for one in given.witness_for.split(",") if one.strip()]
    if "://" in given.witness:
        asked.append(("HOUVAST_WITNESS_KEY", given.witness_key))
    return [
        f"{name} is no public key of 64 hexadecimals" for name, one in asked if not _is_key(one)
    ]


def _is_key(text: str) -> bool:
    try:
        return len(bytes.fromhex(text)) == 32
    except ValueError:
        return False


def _is_local(host: str) -> bool:
    try:
        found = {str(one[4][0]) for one in socket.getaddrinfo(host, None)}
    except OSError:
        return False  # it is not there now: then it is away, and that is an alarm
    own = {one.address for few in psutil.net_if_addrs().values() for one in few}
    return any(one in own or ip_address(one.split("%")[0]).is_loopback for one in found)


def refuse_unfit_witness() -> None:
    """Stop the start-up with the list of problems; web and worker both call this.

    Only a demo may have a file for a witness.
    """
    if settings.PLAY:
        return
    here = {*settings.ALLOWED_HOSTS, socket.gethostname(), socket.getfqdn()}
    if problems := unfit(keys.settings(), here):
        raise SystemExit("Houvast does not start: " + "; ".join(problems))
