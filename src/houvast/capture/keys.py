"""The keys of a municipality for what its devices seal: files that only their user reads.

A device gets the public half and can read nothing back. A new key comes beside the old ones, which
stay: a device without a network seals for weeks with the key that it knows.
"""

import os
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid4

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from houvast.audit.keys import NoKey, settings
from houvast.capture.rules import Item, Unusable, Why

BITS, EXPONENT = 3072, 65537
SEALING = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)


@dataclass(frozen=True, slots=True)
class PublicKey:
    """What a device seals with: its name, and the key as DER in base64."""

    id: str
    public: str


def current(place: UUID) -> PublicKey:
    """The newest key of a municipality; the first time it is made. Raises NoKey."""
    found = _files(place)
    path = found[-1] if found else make(place)
    der = _der(_load(path))
    return PublicKey(_name(der), b64encode(der).decode())


def names(place: UUID) -> tuple[str, ...]:
    """The names of all keys of a municipality that are here; none when there is no folder."""
    try:
        return tuple(_known(place))
    except NoKey:
        return ()


def make(place: UUID) -> Path:
    """Make the next key of a municipality; the keys before it stay. Raises NoKey."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = rsa.generate_private_key(public_exponent=EXPONENT, key_size=BITS)
    text = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path = folder / f"sealing-{place}-{len(_files(place)) + 1:04}.key"
    part = folder / f".{uuid4()}"
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(text)
    try:
        os.link(part, path)  # whole, or not there; and never over one that somebody just made
    except FileExistsError:
        pass
    finally:
        part.unlink()
    return path


def opened(place: UUID, item: Item) -> bytes:
    """What was sealed in an item. Raises Unusable: an unknown key, or not as it was sealed."""
    secret, nonce, content = item.sealed()
    try:
        key = _known(place).get(item.key_id)
    except NoKey:
        key = None
    if key is None:
        raise Unusable(Why.UNKNOWN_KEY)
    try:
        once = key.decrypt(secret, SEALING)
        return AESGCM(once).decrypt(nonce, content, str(item.id).encode())
    except (ValueError, InvalidTag) as error:
        raise Unusable(Why.UNREADABLE) from error


_kept: dict[Path, rsa.RSAPrivateKey] = {}
"""Keys that were read; a file never changes, so each is read once in a process."""


def _known(place: UUID) -> dict[str, rsa.RSAPrivateKey]:
    return {_name(_der(key)): key for key in map(_load, _files(place))}


def _load(path: Path) -> rsa.RSAPrivateKey:
    if path not in _kept:
        if path.stat().st_mode & 0o077:
            raise NoKey(f"Others may read {path}: chmod 600 it.")
        key = serialization.load_pem_private_key(path.read_bytes(), None)
        if not isinstance(key, rsa.RSAPrivateKey):
            raise NoKey(f"{path} holds another kind of key than RSA.")
        _kept[path] = key
    return _kept[path]


def _der(key: rsa.RSAPrivateKey) -> bytes:
    return key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def _name(der: bytes) -> str:
    return sha256(der).hexdigest()[:16]


def _folder() -> Path:
    folder = settings().keys
    if not folder:
        raise NoKey("HOUVAST_KEYS names no folder.")
    return Path(folder)


def _files(place: UUID) -> list[Path]:
    return sorted(_folder().glob(f"sealing-{place}-*.key"))
