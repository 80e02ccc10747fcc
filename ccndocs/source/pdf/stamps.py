"""What a PDF shows over its content: numbers and days that a system stamps in.

In a document issued electronically the content has only "Số:      /KH-UBND" and
"ngày      tháng 11"; the number, the day and the seal are the appearances of signature
fields. PDFium's text has none of them, nor has its picture of a page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from ccndocs.source.pdf.chars import chars_of, styles_of
from ccndocs.source.pdf.frame import Frame
from ccndocs.source.pdf.words import PdfWord, words_of
from ccndocs.types.geometry import Box

# What a seal says of its certificate is reported as the issue `signed`; it is no part
# of the document, and would stand in the middle of the signer's block.
_CERTIFICATE = re.compile(
    r"K[ýí] bởi|Người ký|Ngày ký|Thời gian ký|Giờ ký|Cơ quan:|Email|E-mail|Signature|"
    r"[Ss]igned|Date:|DN:|\+0?7[:']00|[Kk]ý số|Đơn vị:",
)
_NEAR = 0.6  # ems that a stamp may stand above or below the line it is meant for
_BLANK = 12.0  # ems: the widest gap to what stands left of it

Rectangle = tuple[float, float, float, float]  # left, bottom, right, top


class Shown:
    """Copies of a PDF in memory, into whose pages the stamps are drawn."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._documents: list[Any] = []

    def page(self, page: Any, number: int) -> Any:
        """The page `number` with its stamps drawn; None where it has none.

        `page` is the page as it is. Seals, pictures of signatures and what they say
        of certificates stay away: they would only hide what is below them.
        """
        if not any(True for _ in _fields(page)):
            return None
        whole = self._flat(0, number, ())
        if whole is None:
            return None
        textpage = whole.get_textpage()
        bare = page.get_textpage()
        others = [
            index
            for index, rectangle in _fields(page)
            if not _is_stamp(textpage, bare, rectangle)
        ]
        textpage.close()
        bare.close()
        if not others:
            return whole
        if len(others) == sum(1 for _ in _fields(page)):
            return None
        return self._flat(1, number, others)

    def _flat(self, which: int, number: int, hidden: Sequence[int]) -> Any:
        """The page of a copy with its fields drawn into it, but for the `hidden`.

        None where PDFium fails: the page is read as it is, and its blanks are told.
        """
        import pypdfium2 as pdfium
        import pypdfium2.raw as raw

        try:
            while len(self._documents) <= which:
                self._documents.append(pdfium.PdfDocument(self._data))
            document = self._documents[which]
            page = document[number - 1]
            for index in hidden:
                # None where the page was asked for before: it is flat already.
                if field := raw.FPDFPage_GetAnnot(page, index):
                    raw.FPDFAnnot_SetFlags(field, raw.FPDF_ANNOT_FLAG_HIDDEN)
                    raw.FPDFPage_CloseAnnot(field)
            done = raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
            page.close()
            return document[number - 1] if done != raw.FLATTEN_FAIL else None
        except pdfium.PdfiumError:
            return None

    def close(self) -> None:
        """Close the copies."""
        for document in self._documents:
            document.close()


def _is_stamp(textpage: Any, bare: Any, rectangle: Rectangle) -> bool:
    """Whether a field shows words of the document, not of a certificate."""
    text, below = (p.get_text_bounded(*rectangle) for p in (textpage, bare))
    return len(text.split()) > len(below.split()) and not _CERTIFICATE.search(text)


def with_stamps(
    words: Sequence[PdfWord], page: Any, shown: Any, frame: Frame
) -> list[PdfWord]:
    """The page's words and, each after the word left of it, those of its stamps.

    `shown` is the page with its stamps drawn.
    """
    textpage = shown.get_textpage()
    drawn = words_of(chars_of(textpage, styles_of(textpage), frame))
    textpage.close()
    known = Counter(_place(word) for word in words)
    fresh: list[PdfWord] = []
    for word in drawn:
        if known[_place(word)]:
            known[_place(word)] -= 1
        else:
            fresh.append(word)
    found = list(words)
    for _, rectangle in _fields(page):
        box = frame.box(*rectangle)
        inside = [word for word in fresh if _is_in(word, box)]
        for word in sorted(inside, key=lambda w: (w.baseline, w.x0)):
            _insert(found, replace(word, stamped=True))
        fresh = [word for word in fresh if not _is_in(word, box)]
    return found


def _fields(page: Any) -> Iterator[tuple[int, Rectangle]]:
    """Index and rectangle of each form field that takes room on the page."""
    import pypdfium2.raw as raw

    rect = raw.FS_RECTF()
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        field = raw.FPDFPage_GetAnnot(page, index)
        if not field:
            continue
        widget = raw.FPDFAnnot_GetSubtype(field) == raw.FPDF_ANNOT_WIDGET
        placed = widget and raw.FPDFAnnot_GetRect(field, rect)
        raw.FPDFPage_CloseAnnot(field)
        if placed and rect.right > rect.left and rect.top > rect.bottom:
            yield index, (rect.left, rect.bottom, rect.right, rect.top)


def _place(word: PdfWord) -> tuple[str, int, int]:
    return word.text, round(word.x0), round(word.baseline)


def _is_in(word: PdfWord, box: Box) -> bool:
    x, y = (word.x0 + word.x1) / 2, word.baseline - 0.3 * word.size
    return box.x0 - 2 <= x <= box.x1 + 2 and box.y0 - 2 <= y <= box.y1 + 2


def _insert(words: list[PdfWord], stamp: PdfWord) -> None:
    """Put a stamped word behind the word left of it, else before the one right of it.

    It is set on their line: by hand or by program, stamps stand a little askew.
    """
    em = max(stamp.size, 1.0)
    line = [w for w in words if abs(w.baseline - stamp.baseline) < _NEAR * em]
    left = [w for w in line if 0 <= stamp.x0 - w.x1 + 0.3 * em < _BLANK * em]
    right = [w for w in line if 0 <= w.x0 - stamp.x1 + 0.3 * em < _BLANK * em]
    if left:
        last = max(left, key=lambda w: w.x1)
        order, at = last.order, words.index(last) + 1
    elif right:
        last = min(right, key=lambda w: w.x0)
        order, at = last.order, words.index(last)
    else:
        words.append(replace(stamp, order=max((w.order for w in words), default=0) + 1))
        return
    words.insert(at, replace(stamp, order=order, baseline=last.baseline))
