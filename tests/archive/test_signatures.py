"""Who signed, and that a signed original is left alone."""

from __future__ import annotations

import io

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pytest

from ccndocs.archive import PdfChoices, check_input, report_signatures, signatures
from ccndocs.archive.signatures import Signature
from ccndocs.errors import InputFileError
from ccndocs.types.issue import Issue, IssueLog

from .conftest import LETTER, laid, saved, scan, source_of

SIGNER = "Trần Văn Mẫu (Sở Công Thương tỉnh An Sơn), 2031-03-14 09:30:00+07:00"


def test_the_signer_is_the_one_of_the_certificate(signed):
    (found,) = signatures(source_of(signed))
    assert found == Signature(
        "Trần Văn Mẫu", "Sở Công Thương tỉnh An Sơn", "2031-03-14T09:30:00+07:00"
    )
    assert str(found) == SIGNER


def test_the_issue_says_who_and_when(signed):
    log = IssueLog()
    report_signatures(source_of(signed), log)
    message = f"Signed electronically by {SIGNER}; not verified."
    assert log.issues == [Issue("signed", message)]


def test_a_signature_that_cannot_be_read_is_still_one(signed):
    pdf = pikepdf.open(io.BytesIO(signed))
    value = pdf.Root.AcroForm.Fields[0].V
    value.Contents = pikepdf.String(b"\x30\x82\xff\xffrubbish")
    value.M = pikepdf.String("yesterday")
    value.Name = pikepdf.String("Mẫu")
    assert signatures(source_of(saved(pdf))) == (Signature("Mẫu"),)


@pytest.mark.parametrize("data", [scan(), b"ByteRange", b"%PDF-1.7\n/ByteRange"])
def test_no_signature_is_none(data):
    assert signatures(source_of(data)) == ()


def test_an_empty_field_is_no_signature(signed):
    pdf = pikepdf.open(io.BytesIO(signed))
    del pdf.Root.AcroForm.Fields[0].V
    pdf.Root.Note = pikepdf.String("/ByteRange")
    assert signatures(source_of(saved(pdf))) == ()


def test_a_signed_original_is_left_alone(signed):
    with pytest.raises(InputFileError) as caught:
        check_input(source_of(signed, "qd.pdf"))
    assert caught.value.code == "signed_original"
    assert SIGNER in caught.value.message()
    assert "--copy-signed" in caught.value.message("vi")
    check_input(source_of(signed), PdfChoices(copy_signed=True))


def test_a_copy_shows_the_signature_and_has_none(signed, make):
    data, issues = make(signed, laid([LETTER]), copy_signed=True)
    assert [i.code for i in issues] == ["signatures_removed"]
    assert signatures(source_of(data)) == ()
    before, after = (
        np.asarray(pdfium.PdfDocument(d)[0].render(may_draw_forms=True).to_pil())
        for d in (signed, data)
    )
    assert (after[720, 350] == (0, 0, 255)).all() or (
        after[720, 350] == (255, 0, 0)
    ).all()
    assert before.shape == after.shape
