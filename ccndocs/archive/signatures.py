"""Electronic signatures of a PDF: who signed and when, as the file says.

Nothing is verified here: that takes the issuers' certificates and, for revocation, a
network. `pdfsig` and Adobe Reader do it.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ccndocs.types.issue import IssueLog
from ccndocs.types.page import Source

_DATE = re.compile(
    r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+-])(\d\d)'?(\d\d)?)?"
)
_DEPTH = 32  # fields within fields


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature. `name`, `organisation` are of the signer's certificate."""

    name: str | None
    organisation: str | None = None
    signed_at: str | None = None
    reason: str | None = None
    location: str | None = None
    contact: str | None = None

    def __str__(self) -> str:
        """In words: "Sở Y tế (UBND tỉnh An Sơn), 2031-03-14 09:30:00+07:00"."""
        who = self.name or "an unnamed signer"
        if self.organisation and self.organisation != self.name:
            who += f" ({self.organisation})"
        if self.signed_at:
            who += ", " + self.signed_at.replace("T", " ")
        return who


def signatures(source: Source) -> tuple[Signature, ...]:
    """The signatures of a PDF in the order of its form; none for any other input.

    A caller relies on: a file without a signature costs a search for one word, and a
    damaged signature is still one.
    """
    # The bytes a signature covers are counted in the file, so its dictionary is never
    # compressed or encrypted.
    if source.media_type != "application/pdf" or b"/ByteRange" not in source.data:
        return ()
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(source.data)) as pdf:
            return tuple(_signature(value) for value in _values(pdf))
    except (pikepdf.PdfError, pikepdf.PasswordError):
        return ()  # the source stage says what is wrong with the file


def report_signatures(source: Source, issues: IssueLog) -> None:
    """An issue `signed` for each signer and time.

    Without pikepdf the issue says so: a document can be read all the same.
    """
    try:
        found = signatures(source)
    except ModuleNotFoundError as error:
        message = f"Signed electronically; {error.name} is needed to say by whom."
        issues.add("signed", message)
        return
    for signature in found:
        issues.add("signed", f"Signed electronically by {signature}; not verified.")


def _values(pdf: Any) -> Iterator[Any]:
    """The dictionaries of signatures that are there (an empty field is none)."""
    form = pdf.Root.get("/AcroForm")
    fields = form.get("/Fields") if _is_dictionary(form) else None
    seen: set[tuple[int, int]] = set()
    for value in _walk(fields, None, 0):
        if value.objgen == (0, 0) or value.objgen not in seen:
            seen.add(value.objgen)
            yield value


def _walk(fields: Any, kind: Any, depth: int) -> Iterator[Any]:
    import pikepdf

    if not isinstance(fields, pikepdf.Array) or depth > _DEPTH:
        return
    for field in fields:
        if not _is_dictionary(field):
            continue
        own = field.get("/FT", kind)
        value: Any = field.get("/V")
        if own == "/Sig" and _is_dictionary(value) and "/ByteRange" in value:
            yield value
        yield from _walk(field.get("/Kids"), own, depth + 1)


def _is_dictionary(value: object) -> bool:
    import pikepdf

    return isinstance(value, pikepdf.Dictionary)


def _signature(value: Any) -> Signature:
    name, organisation = _signer(bytes(value.get("/Contents", b"")))
    return Signature(
        name or _text(value, "/Name"),
        organisation,
        _time(_text(value, "/M")),
        _text(value, "/Reason"),
        _text(value, "/Location"),
        _text(value, "/ContactInfo"),
    )


def _text(value: Any, key: str) -> str | None:
    found = value.get(key)
    return (" ".join(str(found).split()) or None) if found is not None else None


def _time(text: str | None) -> str | None:
    """A PDF date as ISO 8601; anything else is no time.

    >>> _time("D:20310314093000+07'00'")
    '2031-03-14T09:30:00+07:00'
    """
    found = _DATE.match(text or "")
    if found is None:
        return None
    parts = [int(part) if part else None for part in found.groups()[:6]]
    year, month, day = parts[0] or 1, parts[1] or 1, parts[2] or 1
    hour, minute, second = (part or 0 for part in parts[3:])
    zone: dt.timezone | None = dt.UTC if found[7] else None
    if found[8]:
        offset = dt.timedelta(hours=int(found[9]), minutes=int(found[10] or 0))
        zone = dt.timezone(-offset if found[8] == "-" else offset)
    try:
        when = dt.datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None
    return when.isoformat()


def _signer(contents: bytes) -> tuple[str | None, str | None]:
    """Name and organisation in the signer's certificate.

    None of 27 signatures of real Vietnamese documents has a /Name; all carry their
    certificates. The signer's is the one that issued none of the others.
    """
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import pkcs7

    try:
        certificates = pkcs7.load_der_pkcs7_certificates(_trimmed(contents))
    except ValueError:
        return None, None
    issuers = [c.issuer for c in certificates if c.issuer != c.subject]
    own = [c for c in certificates if c.subject not in issuers]
    if not own:
        return None, None

    def part(kind: Any) -> str | None:
        found = own[0].subject.get_attributes_for_oid(kind)
        return str(found[0].value).strip() or None if found else None

    names = x509.NameOID
    organisation = part(names.ORGANIZATION_NAME) or part(names.ORGANIZATIONAL_UNIT_NAME)
    return part(names.COMMON_NAME), organisation


def _trimmed(contents: bytes) -> bytes:
    """DER without the zeros that fill the room a signature was given."""
    if len(contents) < 6 or contents[0] != 0x30:
        return contents
    if contents[1] < 0x80:
        return contents[: 2 + contents[1]]
    count = contents[1] & 0x7F
    if not 1 <= count <= 4:
        return contents  # of no stated length
    return contents[: 2 + count + int.from_bytes(contents[2 : 2 + count], "big")]
