"""A phone: it seals as a device does, and sends. What it seals it cannot read back."""

import json
from base64 import b64decode, b64encode
from datetime import UTC, datetime
from functools import cache
from os import urandom
from pathlib import Path
from uuid import UUID, uuid4

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from houvast.capture.reads.standing import public_key
from houvast.capture.rules import Item, Package
from tests.cast import Actor

SEALING = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)


@cache
def a_key(number: int = 1) -> bytes:
    """A private key as PEM, made once in a process: making one takes a third of a second."""
    made = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    pem, pkcs8 = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    return made.private_bytes(pem, pkcs8, serialization.NoEncryption())


def give_key(folder: Path, place: UUID, number: int = 1) -> None:
    """Put a key of a municipality where the installation looks."""
    path = folder / f"sealing-{place}-{number:04}.key"
    path.write_bytes(a_key(number))
    path.chmod(0o600)


class Phone:
    """A device of one coach at a time; `public` is the key in base64 as the server gives it."""

    def __init__(self, key_id: str, public: str) -> None:
        self.id, self.number = uuid4(), 0
        self.key_id, self._public = key_id, public

    def seals(self, by: Actor, **said) -> Item:
        """An item, with the next number of this device unless one is said."""
        self.number += 1
        number, key = said.pop("number", self.number), said.pop("id", uuid4())
        user = said.pop("user", by.user_id)
        told = {
            "v": 1,
            "device": str(self.id),
            "number": number,
            "user": str(by.user_id),
            "at": datetime.now(UTC).isoformat(),
        }
        content = said.pop("raw", None) or json.dumps(told | said).encode()
        once, nonce = urandom(32), urandom(12)
        public = serialization.load_der_public_key(b64decode(self._public))
        sealed = AESGCM(once).encrypt(nonce, content, str(key).encode())
        texts = (public.encrypt(once, SEALING), nonce, sealed)
        return Item(key, user, number, self.key_id, *(b64encode(one).decode() for one in texts))

    def talked(self, by: Actor, track: UUID, **said) -> Item:
        """A contact with somebody of the own caseload."""
        what = {
            "kind": "contact",
            "track": str(track),
            "how": "street",
            "outcome": "spoke",
            "ahead": "7",
            "agreed": False,
            "worried": False,
            "note": "",
        }
        return self.seals(by, **(what | said))

    def counted(self, by: Actor, **said) -> Item:
        """Unknown young people, met at once."""
        what = {"kind": "tally", "place": None, "how": "street", "count": 3, "spoke": True}
        return self.seals(by, **(what | said))

    def sends(self, *items: Item) -> Package:
        """One package."""
        return Package(self.id, items)

    def body(self, *items: Item) -> str:
        """One package as it goes over the line."""
        names = ("id", "user", "number", "key_id", "key", "iv", "data")
        rows = [{name: getattr(one, name) for name in names} for one in items]
        return json.dumps({"device": self.id, "items": rows}, default=str)


def a_phone(by: Actor) -> Phone:
    """A new device, with the key of now."""
    key = public_key(by)
    return Phone(key.id, key.public)
