"""The key of this installation: a file that only its user reads, never in the database."""

import os
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from houvast.audit.rules.lines import KEY_BYTES

OWN = "audit.key"


class NoKey(Exception):
    """There is no key that can be used; the text says why, for who runs the installation."""


def make(path: Path) -> Ed25519PrivateKey:
    """Make a key in a file that only its user reads; one that is there is not touched."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = Ed25519PrivateKey.generate()
    text = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(text)
    return key


def load(path: Path) -> Ed25519PrivateKey:
    """The key in a file; NoKey when others can read it or it is another kind of key."""
    try:
        if path.stat().st_mode & 0o077:
            raise NoKey(f"Others may read {path}: chmod 600 it.")
        key = serialization.load_pem_private_key(path.read_bytes(), None)
    except OSError as error:
        raise NoKey(
            f"{path} cannot be read: {error.strerror}. Make it with houvast audit key."
        ) from error
    except (ValueError, TypeError) as error:
        raise NoKey(f"{path} holds no key.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise NoKey(f"{path} holds another kind of key than Ed25519.")
    return key


def subjects_key(folder: str, place: UUID) -> bytes:
    """The key under which persons of a municipality leave in the trail; made when there is none.

    64 bytes in a file that only its user reads. Raises NoKey when others can read it.
    """
    if not folder:
        raise NoKey("HOUVAST_KEYS names no folder.")
    path = Path(folder) / f"subjects-{place}.key"
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(os.urandom(KEY_BYTES))
    if path.stat().st_mode & 0o077:
        raise NoKey(f"Others may read {path}: chmod 600 it.")
    key = path.read_bytes()
    if len(key) != KEY_BYTES:
        raise NoKey(f"{path} holds no key of {KEY_BYTES} bytes.")
    return key


def public(key: Ed25519PrivateKey) -> bytes:
    """The 32 bytes that everybody may know."""
    return key.public_key().public_bytes_raw()


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment says about keys and witness; empty is: not set."""

    keys: str = ""
    """The folder of the key."""
    witness: str = ""
    """The address of another installation; in a demo a file."""
    witness_key: str = ""
    """Its public key, 64 hexadecimals."""
    witness_for: str = ""
    """The public keys of the installations that this one is a witness for, with commas between."""
    owner: str = ""
    """Which organisation holds the key."""

    def own(self) -> Ed25519PrivateKey:
        """The key of this installation."""
        if not self.keys:
            raise NoKey("HOUVAST_KEYS names no folder.")
        return load(Path(self.keys) / OWN)

    def known(self) -> frozenset[bytes]:
        """Whose anchors we take."""
        return frozenset(bytes.fromhex(one) for one in self.witness_for.split(",") if one.strip())


def settings() -> Settings:
    """As the environment is now."""
    given = os.environ
    return Settings(
        given.get("HOUVAST_KEYS", ""),
        given.get("HOUVAST_WITNESS", ""),
        given.get("HOUVAST_WITNESS_KEY", ""),
        given.get("HOUVAST_WITNESS_FOR", ""),
        given.get("HOUVAST_OWNER", ""),
    )
