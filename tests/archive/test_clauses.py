"""What we call PDF/A-2b breaks no clause that we know how to look for."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from .clauses import breaches
from .conftest import LETTER, laid, picture, saved, scan

LAYER = b"BT /F1 12 Tf 3 Tr 90 760 Td (So Cong Thuong lies) Tj ET"
Change = Callable[[pikepdf.Pdf], object]


def changed(data: bytes, change: Change) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        return saved(pdf)


def foreign_metadata(pdf: pikepdf.Pdf) -> None:
    """As scanners write it: a schema of the maker's, and another file's claim."""
    with pdf.open_metadata() as data:
        data["{http://ns.maker.example/scan/1.0/}Lamp"] = "on"
        data["pdfaid:part"] = "1"


def script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def smoothed(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].resources.XObject["/Im0"].Interpolate = True


def note(**values: Any) -> Change:
    def add(pdf: pikepdf.Pdf) -> None:
        own = {"Type": Name.Annot, "Subtype": Name.Link, "Rect": [1, 1, 9, 9]} | values
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(Dictionary(**own))])

    return add


def attached(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["plan.txt"] = b"plan"


SCANS = {
    "scan": scan(),
    "layer": scan(LAYER),
    "turned": scan(rotate=90),
    "png": picture("1"),
    "palette": picture("P"),
    "tiff": picture("L", "TIFF"),
    "jpeg": picture("RGB", "JPEG"),
    "foreign metadata": changed(scan(), foreign_metadata),
    "script": changed(scan(), script),
    "unprinted link": changed(scan(), note(F=0)),
}


@pytest.mark.parametrize("name", SCANS)
def test_no_clause_is_broken(make: Any, name: str) -> None:
    data, issues = make(SCANS[name], laid([LETTER]))
    assert [i.message for i in issues if i.code == "not_pdfa"] == []
    assert breaches(data) == []


BROKEN: dict[str, tuple[Change, str]] = {
    "script": (script, "6.5.1"),
    "smoothing": (smoothed, "6.2.8"),
    "unprinted link": (note(F=0), "6.3.2"),
    "stamp without a look": (note(F=4, Subtype=Name.Stamp), "6.3.3"),
    "attachment": (attached, "6.8"),
    "no profile": (lambda pdf: pdf.Root.__delitem__("/OutputIntents"), "6.2.3"),
    "no metadata": (lambda pdf: pdf.Root.__delitem__("/Metadata"), "6.6.2"),
    "foreign metadata": (foreign_metadata, "6.6.2.3"),
    "another claim": (foreign_metadata, "6.6.4"),
    "another title": (
        lambda pdf: pdf.docinfo.__setitem__("/Title", String("x")),
        "6.6.3",
    ),
    "blend mode": (
        lambda pdf: pdf.Root.__setitem__("/X", Dictionary(BM=Name.X)),
        "6.2.10",
    ),
    "font": (
        lambda pdf: pdf.Root.__setitem__("/X", Dictionary(Type=Name.FontDescriptor)),
        "6.2.11.4",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_clause_is_found(make: Any, name: str) -> None:
    """Else the test above could not fail."""
    change, clause = BROKEN[name]
    data, _ = make(scan(), laid([LETTER]))
    found = breaches(changed(data, change))
    assert [one for one in found if one.startswith(clause)]
