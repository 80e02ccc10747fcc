"""The searchable PDF: text found where the words are, pictures as they were.

veraPDF, the reference validator of PDF/A, is a Java program that cannot be had here;
what it would ask of these files is checked by hand below, and qpdf checks the syntax.
"""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ccndocs.archive.font import BlankFont
from ccndocs.archive.layer import Place, text_layer
from ccndocs.archive.placed import Placed
from ccndocs.errors import InputFileError
from ccndocs.types.geometry import Box
from ccndocs.types.page import Origin
from tests.archive.layers import (
    BELOW,
    LYING,
    READ,
    codes,
    drawn,
    streams,
    words,
)

from .conftest import LETTER, laid, picture, repaired, saved, scan, source_of


class TestText:
    def test_pdfium_reads_the_repaired_words(self, make):
        layout = laid([LETTER, LETTER[1:]])
        two = pikepdf.open(io.BytesIO(scan()))
        two.pages.append(two.pages[0])
        text = repaired(layout.text, ("quy định", "QUY ĐỊNH"))
        data, _ = make(saved(two), layout, text)
        assert words(data) == [
            "Sở",
            "Công",
            "Thương",
            "-",
            "An",
            "QUY",
            "ĐỊNH",
            "quy",
            "định",
        ]

    @pytest.mark.parametrize("rotate", [0, 90, 180, 270])
    def test_words_stand_on_their_boxes(self, make, rotate):
        """However the page is stored, PDFium finds each word where it is seen."""
        size = (595, 842) if rotate in (0, 180) else (842, 595)
        data, _ = make(scan(rotate=rotate), laid([LETTER], size, turn=rotate))
        self._compare(data, size)

    @pytest.mark.parametrize("turn", [90, 180, 270])
    def test_a_page_read_turned_is_shown_upright(self, make, turn):
        size = (595, 842) if turn == 180 else (842, 595)
        data, issues = make(scan(), laid([LETTER], size, turn=turn))
        assert codes(issues) == ["page_set_upright"]
        assert words(data) == READ.split()
        self._compare(data, size)

    def test_words_stand_on_their_boxes_in_a_cropped_page(self, make):
        crop = (20, 30, 500, 800)
        size = (480, 770)
        data, _ = make(scan(crop=crop), laid([LETTER], size))
        self._compare(data, size)

    @staticmethod
    def _compare(data: bytes, size: tuple[float, float]) -> None:
        page = pdfium.PdfDocument(data)[0]
        assert page.get_size() == size
        textpage = page.get_textpage()
        for line in LETTER:
            for word, corners in line:
                found = textpage.search(word, match_case=True).get_next()
                assert found is not None, word
                upright = _upright(page, textpage, *found)
                assert upright[0] == pytest.approx(corners[0], abs=0.6), word
                assert upright[2] == pytest.approx(corners[2], abs=3), word
                assert corners[1] - 4 < (upright[1] + upright[3]) / 2 < corners[3] + 4

    def test_words_of_a_crooked_line_stay_one_line(self, make):
        read = [
            "Để",
            "các",
            "cụm",
            "công",
            "nghiệp",
            "trên",
            "địa",
            "bàn",
            "hoạt",
            "động",
            "đúng",
        ]
        line = [
            (w, (60 + 40 * i, 100 + 2 * i, 95 + 40 * i, 112 + 2 * i))
            for i, w in enumerate(read)
        ]
        data, _ = make(scan(), laid([[line]]))
        page = pdfium.PdfDocument(data)[0].get_textpage().get_text_bounded()
        assert page.split("\r\n") == [" ".join(read)]

    def test_without_diacritics_only_if_asked_for(self, make):
        layout = laid([LETTER])
        plain, _ = make(scan(), layout)
        folded, _ = make(scan(), layout, folded=True)
        assert not _finds(plain, "cong thuong")
        assert _finds(folded, "cong thuong")
        assert _finds(folded, "công thương")

    @given(
        st.lists(
            st.text(
                st.characters(codec="utf-8", categories=("Lu", "Ll", "Nd", "Lo")),
                min_size=1,
                max_size=6,
            ),
            min_size=1,
            max_size=150,
        )
    )
    def test_the_font_keeps_every_character(self, texts):
        """Numbers lead back to the characters, those above U+FFFF included."""
        pdf = pikepdf.Pdf.new()
        font = BlankFont(pdf)
        codes = {char: font.encode(char) for text in texts for char in text}
        font.finish()
        table = font.font.ToUnicode.read_bytes().decode()
        for char, code in codes.items():
            target = char.encode("utf-16-be").hex().upper()
            assert f"{code.decode()} <{target}>" in table

    def test_touching_boxes_are_two_words(self):
        pdf = pikepdf.Pdf.new()
        font, page = BlankFont(pdf), pdf.add_blank_page(page_size=(200, 100))
        line = (
            Placed("Sở", Box(10, 10, 40, 24)),
            Placed("Y", Box(38, 10, 48, 24)),
            Placed("tế", Box(48, 10, 60, 24)),
        )
        name = pikepdf.Name("/CcnBlank")
        page.add_resource(font.font, pikepdf.Name.Font, name)
        page.contents_add(text_layer([line], Place(0, 0, 200, 100), font))
        font.finish()
        assert words(saved(pdf)) == ["Sở", "Y", "tế"]


def _upright(page: Any, textpage: Any, index: int, count: int) -> list[float]:
    """The box of characters on the page as it is seen, from its top left."""
    boxes = [textpage.get_charbox(i) for i in range(index, index + count)]
    left, bottom = min(b[0] for b in boxes), min(b[1] for b in boxes)
    right, top = max(b[2] for b in boxes), max(b[3] for b in boxes)
    x0, y0, x1, y1 = page.get_bbox()
    turned = {
        0: (left - x0, y1 - top, right - x0, y1 - bottom),
        90: (bottom - y0, left - x0, top - y0, right - x0),
        180: (x1 - right, bottom - y0, x1 - left, top - y0),
        270: (y1 - top, x1 - right, y1 - bottom, x1 - left),
    }
    return list(turned[page.get_rotation()])


def _finds(data: bytes, text: str) -> bool:
    textpage = pdfium.PdfDocument(data)[0].get_textpage()
    return textpage.search(text, match_case=False).get_next() is not None


class TestPictures:
    def test_a_scan_keeps_its_bytes_and_looks_the_same(self, make):
        data, _ = make(scan(), laid([LETTER]))
        assert streams(data) == streams(scan())
        assert np.array_equal(drawn(data), drawn(scan()))

    @pytest.mark.parametrize("mode", ["L", "RGB"])
    def test_a_jpeg_is_taken_as_it_is(self, make, mode):
        jpeg = picture(mode, "JPEG")
        data, _ = make(jpeg, laid([LETTER]))
        assert streams(data) == [jpeg]
        assert words(data) == READ.split()

    @pytest.mark.parametrize(
        ("form", "mode"),
        [("PNG", m) for m in ("1", "L", "RGB", "P", "I;16", "LA", "RGBA")]
        + [("TIFF", m) for m in ("1", "L", "RGB", "P", "I;16", "LA", "RGBA", "CMYK")]
        + [("JPEG", m) for m in ("L", "RGB", "CMYK")],
    )
    def test_pixels_are_kept(self, make, form, mode):
        original = picture(mode, form)
        data, _ = make(original, laid([LETTER]))
        (image,) = pdfium.PdfDocument(data)[0].get_objects([3])
        found = image.get_bitmap().to_pil().convert("L")
        before = Image.open(io.BytesIO(original))
        if mode == "I;16":
            before = Image.fromarray(np.asarray(before).astype(np.uint8))
            assert found.size == before.size
            return
        expected = np.asarray(before.convert("RGB").convert("L")).astype(int)
        assert np.abs(np.asarray(found).astype(int) - expected).max() <= 2

    def test_every_frame_of_a_tiff_is_a_page(self, make):
        frames = [Image.open(io.BytesIO(picture("1"))), Image.new("RGB", (200, 300))]
        buffer = io.BytesIO()
        frames[0].save(buffer, "TIFF", save_all=True, append_images=frames[1:])
        data, _ = make(buffer.getvalue(), laid([LETTER, LETTER[1:]]))
        assert len(pdfium.PdfDocument(data)) == 2
        assert words(data)[-2:] == ["quy", "định"]

    @pytest.mark.parametrize("orientation", range(1, 9))
    def test_a_photo_is_upright(self, make, orientation):
        exif = Image.Exif()
        exif[0x0112] = orientation
        photo = picture("RGB", "JPEG", exif=exif, quality=95)
        upright = Image.open(io.BytesIO(photo))
        from PIL import ImageOps

        expected = ImageOps.exif_transpose(upright).convert("L")
        size = (expected.width, expected.height)
        data, _ = make(photo, laid([LETTER], size))
        assert streams(data) == [photo]
        seen = pdfium.PdfDocument(data)[0].render(scale=1).to_pil().convert("L")
        assert seen.size == size
        differs = np.abs(np.asarray(seen).astype(int) - np.asarray(expected))
        assert differs.mean() < 4


class TestOldLayer:
    @pytest.mark.parametrize("old", [LYING, BELOW])
    def test_hidden_text_of_a_page_read_anew_is_replaced(self, make, old):
        data, issues = make(scan(old), laid([LETTER]))
        assert words(data) == READ.split()
        assert codes(issues) == ["layer_replaced"]
        assert streams(data) == streams(scan(old))
        assert np.array_equal(drawn(data), drawn(scan(old)))

    def test_hidden_text_in_a_form_is_replaced(self, make):
        pdf = pikepdf.open(io.BytesIO(scan()))
        page = pdf.pages[0]
        form = pdf.make_stream(
            LYING,
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Form,
            BBox=[0, 0, 595, 842],
            Resources=pikepdf.Dictionary(Font=page.resources.Font),
        )
        name = page.add_resource(form, pikepdf.Name.XObject)
        page.contents_add(f"{name} Do".encode())
        data, issues = make(saved(pdf), laid([LETTER]))
        assert words(data) == READ.split()
        assert codes(issues) == ["layer_replaced"]

    def test_visible_text_stays(self, make):
        pdf = pikepdf.open(io.BytesIO(scan(LYING)))
        pdf.pages[0].contents_add(b"BT /F1 12 Tf 0 Tr 90 60 Td (stamp) Tj ET")
        data, issues = make(saved(pdf), laid([LETTER]))
        assert sorted(words(data)) == sorted([*READ.split(), "stamp"])
        assert codes(issues) == ["layer_replaced", "visible_text_kept", "not_pdfa"]
        assert np.array_equal(drawn(data), drawn(saved(pdf)))

    def test_a_hidden_layer_that_was_repaired_is_replaced(self, make):
        layout = laid([LETTER], origin=Origin.LAYER, confidence=1.0)
        text = repaired(layout.text, ("quy định", "Quy định"))
        data, issues = make(scan(LYING), layout, text)
        assert words(data) == [*READ.split()[:-2], "Quy", "định"]
        assert codes(issues) == ["layer_replaced"]

    def test_a_visible_layer_is_untouched_though_repaired(self, make):
        layout = laid([LETTER], origin=Origin.LAYER, confidence=1.0)
        pdf = pikepdf.open(io.BytesIO(scan()))
        pdf.pages[0].contents_add(b"BT /F1 12 Tf 90 60 Td (So Cong Thuong) Tj ET")
        text = repaired(layout.text, ("quy định", "Quy định"))
        data, _ = make(saved(pdf), layout, text)
        assert words(data) == ["So", "Cong", "Thuong"]

    def test_a_page_whose_text_is_sound_is_untouched(self, make):
        layout = laid([LETTER], origin=Origin.LAYER, confidence=1.0)
        data, _ = make(scan(LYING), layout)
        contents = []
        for held in (scan(LYING), data):
            with pikepdf.open(io.BytesIO(held)) as pdf:
                parts = list(pdf.pages[0].Contents)
                contents.append([part.read_bytes() for part in parts])
        assert contents[0] == contents[1]


class TestInput:
    def test_words_without_pages_cannot_become_a_pdf(self):
        from ccndocs.archive import check_input

        with pytest.raises(InputFileError) as caught:
            check_input(source_of("Kế hoạch".encode()))
        assert caught.value.code == "no_picture"
