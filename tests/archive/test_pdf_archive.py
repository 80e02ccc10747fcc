"""What an archived PDF must be: PDF/A-2u, with nothing that acts or looks elsewhere."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from tests.archive.layers import (
    LYING,
    codes,
)

from .conftest import LETTER, laid, picture, saved, scan


class TestArchive:
    """What ISO 19005-2 asks, level B."""

    @pytest.fixture
    def pdf(self, make) -> Iterator[pikepdf.Pdf]:
        data, issues = make(scan(LYING), laid([LETTER]))
        assert "not_pdfa" not in codes(issues)
        with pikepdf.open(io.BytesIO(data)) as opened:
            yield opened

    def test_it_says_so_and_whose_it_is(self, pdf):
        with pdf.open_metadata() as data:
            assert (data["pdfaid:part"], data["pdfaid:conformance"]) == ("2", "B")
            assert data["dc:title"] == "Phát triển cụm công nghiệp"
            assert data["dc:identifier"] == "12/KH-UBND"
            assert data["dc:publisher"] == {"UBND tỉnh An Sơn"}
            assert data["dc:date"] == ["2031-02-03"]
            assert data["dc:source"].startswith("sha256:")
        assert str(pdf.docinfo["/Title"]) == "Phát triển cụm công nghiệp"

    def test_the_file_is_sound_and_open(self, pdf):
        assert pdf.check_pdf_syntax() == []
        assert not pdf.is_encrypted
        assert "/ID" in pdf.trailer
        assert pdf.pdf_version == "1.7"
        assert (
            "/Filter" not in pdf.Root.Metadata or pdf.Root.Metadata.Filter is not None
        )

    def test_colours_have_a_profile(self, pdf):
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == "/GTS_PDFA1"
        profile = intent.DestOutputProfile
        assert profile.N == 3
        data = profile.read_bytes()
        assert (data[12:16], data[16:20], data[36:40]) == (b"mntr", b"RGB ", b"acsp")
        assert data[8] in (2, 4)  # major version
        assert int.from_bytes(data[:4], "big") == len(data)

    def test_all_fonts_are_embedded_and_whole(self, pdf):
        fonts = [o for o in _dictionaries(pdf) if o.get("/Type") == "/Font"]
        simple = [f for f in fonts if f.Subtype != "/Type0"]
        assert simple
        for font in simple:
            descriptor = font.FontDescriptor
            assert (
                len(descriptor.FontFile2.read_bytes()) == descriptor.FontFile2.Length1
            )
            assert font.BaseFont == descriptor.FontName
            assert set(font.CIDToGIDMap.read_bytes()[1::2]) == {1}  # no .notdef

    def test_nothing_runs_and_nothing_shines_through(self, pdf):
        for value in _dictionaries(pdf):
            assert value.get("/S") not in ("/JavaScript", "/Launch")
            assert not value.keys() & {"/JS", "/AA", "/SMask", "/EF", "/Encrypt"}
            assert not value.get("/Interpolate", False)

    @pytest.mark.parametrize("data", [scan(LYING), picture("1", "TIFF")])
    def test_the_same_input_gives_the_same_bytes(self, make, data):
        first, second = (make(data, laid([LETTER]))[0] for _ in range(2))
        assert first == second

    def test_a_claim_is_withdrawn_where_it_would_be_false(self, make):
        """Helvetica is drawn and not in the file."""
        pdf = pikepdf.open(io.BytesIO(scan()))
        pdf.pages[0].contents_add(b"BT /F1 12 Tf 90 60 Td (stamp) Tj ET")
        with pdf.open_metadata() as data:
            data["pdfaid:part"] = "1"
        made, issues = make(saved(pdf), laid([LETTER]))
        assert [i.message for i in issues if i.code == "not_pdfa"] == [
            "Not PDF/A: font not embedded (Helvetica)."
        ]
        with pikepdf.open(io.BytesIO(made)).open_metadata() as data:
            assert "pdfaid:part" not in data

    @pytest.mark.parametrize(
        ("change", "problem"),
        [
            (lambda r, _: r.update({"/OpenAction": _script()}), None),
            (lambda r, _: r.update({"/AA": {"/WC": _script()}}), None),
            (lambda _, p: p.update({"/Annots": [_note(F=0)]}), None),
            (lambda _, p: p.update({"/Annots": [_note(A=_script())]}), None),
            (lambda _, p: p.update({"/Annots": [_note(F=2)]}), "hidden annotation"),
            (
                lambda _, p: p.update({"/Annots": [_note(Subtype="/Stamp")]}),
                "annotation without appearance",
            ),
            (
                lambda _, p: p.Resources.update({"/ExtGState": {"/G": {"/TR": "/X"}}}),
                "transfer function",
            ),
            (
                lambda _, p: p.Resources.update({"/ColorSpace": {"/C": {"/EF": {}}}}),
                "attached file",
            ),
        ],
    )
    def test_what_is_forbidden_is_mended_or_named(self, make, change, problem):
        pdf = pikepdf.open(io.BytesIO(scan()))
        change(_Values(pdf.Root), _Values(pdf.pages[0].obj))
        made, issues = make(saved(pdf), laid([LETTER]))
        found = [i.message for i in issues if i.code == "not_pdfa"]
        assert bool(found) == bool(problem)
        assert problem is None or problem in found[0]
        for value in _dictionaries(pikepdf.open(io.BytesIO(made))):
            assert value.get("/S") != "/JavaScript"
            if value.get("/Type") == "/Annot" and problem is None:
                assert value.F & 4

    def test_cmyk_without_a_profile_is_named(self, make):
        _, issues = make(scan(b"0 0 0 1 k 10 10 20 20 re f"), laid([LETTER]))
        assert codes(issues) == ["not_pdfa"]


class _Values:
    """Plain Python values put into a PDF dictionary."""

    def __init__(self, holder: Any) -> None:
        self.holder = holder

    def update(self, values: dict[str, Any]) -> None:
        for key, value in values.items():
            self.holder[key] = _value(value)

    @property
    def Resources(self) -> _Values:
        return _Values(self.holder.Resources)


def _value(value: Any) -> Any:
    if isinstance(value, dict):
        return pikepdf.Dictionary({k: _value(v) for k, v in value.items()})
    if isinstance(value, list):
        return pikepdf.Array([_value(v) for v in value])
    if isinstance(value, str) and value.startswith("/"):
        return pikepdf.Name(value)
    return value


def _script() -> dict[str, Any]:
    return {"/S": "/JavaScript", "/JS": pikepdf.String("app.alert(1)")}


def _note(**changes: Any) -> dict[str, Any]:
    values = {"Type": "/Annot", "Subtype": "/Link", "Rect": [1, 1, 9, 9]} | changes
    return {"/" + key: value for key, value in values.items()}


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    from ccndocs.archive.pdfa import _reachable

    return _reachable(pdf)
