"""PDF files that cannot be read, and those locked for changes only."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest

from ccndocs.errors import (
    CcndocsError,
    EncryptedPdfError,
    ExitCode,
    InputFileError,
)
from tests.source.drawn import (
    BODY,
)


def saved(data: bytes, **options: Any) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as document:
        buffer = io.BytesIO()
        document.save(buffer, **options)
    return buffer.getvalue()


def without_pages() -> bytes:
    buffer = io.BytesIO()
    with pikepdf.new() as document:
        document.save(buffer)
    return buffer.getvalue()


BAD_KINDS = (
    *("half", "tail cut", "half with object streams", "half, linearized"),
    *("header only", "rubbish", "no pages", "password"),
)


def bad_pdfs(pdf: Callable[..., bytes]) -> dict[str, tuple[bytes, str]]:
    whole = pdf(BODY, BODY, BODY)
    streams = saved(whole, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    lined = saved(whole, linearize=True)
    locked = saved(whole, encryption=pikepdf.Encryption(user="a", owner="b"))
    return {
        "half": (whole[: len(whole) // 2], "damaged"),
        "tail cut": (whole[: whole.rfind(b"trailer")], "damaged"),
        "half with object streams": (streams[: len(streams) // 2], "damaged"),
        "half, linearized": (lined[: len(lined) // 2], "damaged"),
        "header only": (b"%PDF-1.7\n", "damaged"),
        "rubbish": (b"%PDF-1.7\nendobj startxref " + b"x" * 500, "damaged"),
        "no pages": (without_pages(), "no_pages"),
        "password": (locked, "encrypted_pdf"),
    }


@pytest.mark.parametrize("kind", BAD_KINDS)
def test_bad_pdfs(
    kind: str, opened: Callable[..., Any], pdf: Callable[..., bytes]
) -> None:
    data, code = bad_pdfs(pdf)[kind]
    with pytest.raises(CcndocsError) as caught:
        opened(data, "Quyết định.pdf")
    assert caught.value.code == code
    assert str(caught.value).startswith("Quyết định.pdf: ")
    expected = EncryptedPdfError if code == "encrypted_pdf" else InputFileError
    assert type(caught.value) is expected
    assert caught.value.exit_code in (ExitCode.INPUT_FILE, ExitCode.ENCRYPTED_PDF)


def test_a_password_for_changes_only_does_not_stop_reading(
    opened: Callable[..., Any], pdf: Callable[..., bytes]
) -> None:
    data = saved(pdf(BODY), encryption=pikepdf.Encryption(user="", owner="b"))
    pages, _ = opened(data)
    assert pages[0].layer
