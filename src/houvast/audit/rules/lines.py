"""The trail in the words of others: CEF and JSON for a SIEM, OTLP for the log of processing.

The security log says who did or tried what (BIO2 8.15.01 asks for the user). The log of processing
(Logboek Dataverwerkingen) says what was done about whom, and never by whom. In both a person is a
pseudonym under a key of the municipality: the same person has the same one, and nobody who reads
the lines can find the file that it is about.
"""

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from houvast.audit.rules.chain import microseconds

KEY_BYTES = 64
INTERNAL = 1
"""What kind of span: nothing was asked of another system. OTLP/JSON has numbers for names."""
OK, REFUSED = 3, 6
"""How serious an event is in CEF, 0 to 10: one that was allowed, and an attempt that was not."""
ACTIVITY = "urn:houvast:verwerking:"
"""How a purpose is called where an absolute URI is asked; a register of processing names them."""


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """Persons under the key of a municipality (AES-SIV, RFC 5297): always the same text for one."""

    place: UUID
    key: bytes

    @property
    def mark(self) -> str:
        """Which key it was: of a new key all persons get another pseudonym."""
        return sha256(b"houvast subjects " + self.key).hexdigest()[:8]

    def of(self, person: UUID) -> str:
        """The pseudonym of a person."""
        sealed = AESSIV(self.key).encrypt(person.bytes, [self.place.bytes])
        return f"{self.mark}.{urlsafe_b64encode(sealed).decode()}"


@dataclass(frozen=True, slots=True)
class Event:
    """An entry of the security log, and in which seal it stands."""

    id: UUID
    municipality: UUID
    controller: str
    actor: UUID
    at: datetime
    role: str
    purpose: str
    verb: str
    refusal: str
    subject: UUID | None
    shown: Sequence[UUID]
    token: UUID | None
    seal: int


@dataclass(frozen=True, slots=True)
class Line:
    """What was done about one person; no user."""

    operation: UUID
    trace: UUID
    came_from: str
    activity: str
    verb: str
    status: int
    at: datetime
    ended_at: datetime
    data_subject: UUID
    number: int


def in_json(event: Event, known: Pseudonyms) -> str:
    """The event as one line of JSON (RFC 8259)."""
    return _json(
        {
            "time": event.at.isoformat(),
            "id": str(event.id),
            "municipality": str(event.municipality),
            "controller": event.controller,
            "seal": event.seal,
            "user": str(event.actor),
            "role": event.role,
            "purpose": event.purpose,
            "verb": event.verb,
            "allowed": not event.refusal,
            "refusal": event.refusal,
            "about": known.of(event.subject) if event.subject else None,
            "persons": [known.of(one) for one in event.shown],
            "token": str(event.token) if event.token else None,
        }
    )


def in_cef(event: Event, known: Pseudonyms, version: str) -> str:
    """The event as one line of CEF 0 (ArcSight Common Event Format, revision 25)."""
    head = ("CEF:0", "Houvast", "Houvast", version, event.verb, event.verb)
    severity = REFUSED if event.refusal else OK
    more: dict[str, Any] = {
        "rt": microseconds(event.at) // 1_000,
        "externalId": event.id,
        "suid": event.actor,
        "act": event.verb,
        "outcome": "failure" if event.refusal else "success",
        "reason": event.refusal,
        "cs1Label": "role",
        "cs1": event.role,
        "cs2Label": "purpose",
        "cs2": event.purpose,
        "cs3Label": "persons",
        "cs3": ",".join(known.of(one) for one in event.shown),
        "cs4Label": "municipality",
        "cs4": event.municipality,
        "cs5Label": "about",
        "cs5": known.of(event.subject) if event.subject else "",
        "cs6Label": "token",
        "cs6": event.token or "",
        "cn1Label": "seal",
        "cn1": event.seal,
    }
    said = {name: text for name, text in more.items() if text != ""}
    empty = {f"{name}Label" for name, text in more.items() if text == ""}
    pairs = (f"{name}={_value(text)}" for name, text in said.items() if name not in empty)
    return f"{'|'.join(map(_head, head))}|{severity}|{' '.join(pairs)}"


def _head(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("|", "\\|")
    return escaped.replace("\r", " ").replace("\n", " ")


def _value(value: Any) -> str:
    escaped = str(value).replace("\\", "\\\\").replace("=", "\\=")
    return escaped.replace("\r", "\\r").replace("\n", "\\n")


def in_otlp(lines: Sequence[Line], known: Pseudonyms, version: str) -> str:
    """The lines as one request of OTLP/JSON (opentelemetry-proto 1), on one line."""
    scope = {"name": "houvast.audit", "version": version}
    spans = [_span(one, known) for one in lines]
    resource = {
        "attributes": _attributes(
            {"service.name": "houvast", "houvast.municipality": str(known.place)}
        )
    }
    found = {"resource": resource, "scopeSpans": [{"scope": scope, "spans": spans}]}
    return _json({"resourceSpans": [found]})


def _span(line: Line, known: Pseudonyms) -> dict[str, Any]:
    parent = {"parentSpanId": line.came_from} if line.came_from else {}
    return {
        "traceId": line.trace.hex,
        "spanId": sha256(line.operation.bytes + line.number.to_bytes(8, "big")).hexdigest()[:16],
        **parent,
        "name": line.verb,
        "kind": INTERNAL,
        "startTimeUnixNano": str(microseconds(line.at) * 1_000),
        "endTimeUnixNano": str(microseconds(line.ended_at) * 1_000),
        "status": {"code": line.status},
        "attributes": _attributes(
            {
                "dpl.core.processing_activity_id": ACTIVITY + line.activity,
                "dpl.core.data_subject_id": known.of(line.data_subject),
                "dpl.core.data_subject_id_type": "urn:houvast:persoon",
                "houvast.operation": str(line.operation),
            }
        ),
    }


def _attributes(named: Mapping[str, str]) -> list[dict[str, Any]]:
    return [{"key": name, "value": {"stringValue": text}} for name, text in named.items()]


def _json(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))
