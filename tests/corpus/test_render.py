"""Rendering: the same source gives the same bytes, and pages hold the whole text."""

from __future__ import annotations

import re
from pathlib import Path

import corpus_pages
import corpus_render
import corpus_scan
import corpus_source
import corpus_text
import pypdfium2
import pytest
from reportlab.pdfbase import pdfmetrics

ROOT = Path(__file__).resolve().parents[2] / "corpus"
FONTS = pytest.mark.skipif(
    not (corpus_pages.FONTS / "Tinos-Regular.ttf").exists(),
    reason="the Tinos fonts (fonts-croscore) are not installed",
)


def one(name: str) -> corpus_source.Document:
    return corpus_source.load(ROOT / "source" / f"{name}.src")


def letters(text: str) -> str:
    """Text without spaces, marks of notes and bars, which pages set apart."""
    return re.sub(r"[\s|]+|\[\^?\d+\]", "", text)


def layer(pdf: bytes | Path) -> str:
    opened = pypdfium2.PdfDocument(pdf)
    text = "".join(page.get_textpage().get_text_range() for page in opened)
    opened.close()
    return text


def lost(document: corpus_source.Document, text: str) -> list[str]:
    """Pieces of the document that the pages do not hold."""
    found = letters(re.sub(r"\r?\n", "", text))
    pieces = [
        piece
        for block in document.blocks
        for piece in (block.cells or re.split(r"\[\^\d+\]", block.text))
        if piece not in ("^", "<") and block.kind != "annex"
    ]
    pieces += document.notes.values()
    return [piece for piece in pieces if not _found(letters(piece), found)]


def _found(piece: str, text: str) -> bool:
    """Whole, or in two halves: a page number may stand between."""
    middle = len(piece) // 2
    if piece in text:
        return True
    return any(
        piece[:cut] in text and piece[cut:] in text
        for cut in range(max(1, middle - 400), min(len(piece), middle + 400))
    )


@FONTS
@pytest.mark.parametrize("name", ["gm-hop-an-son", "kh-phan-cong-hoa-lam"])
def test_the_same_source_gives_the_same_pdf(name: str) -> None:
    assert corpus_render.render(one(name)) == corpus_render.render(one(name))


@FONTS
def test_the_same_page_gives_the_same_scan() -> None:
    quality = corpus_scan.QUALITIES["bad"]
    pdf = corpus_render.render(one("gm-hop-an-son"), stamped=True)
    scans = [
        corpus_scan.to_pdf(corpus_scan.scan(pdf, quality, "x"), quality) for _ in "12"
    ]
    assert scans[0] == scans[1]
    other = corpus_scan.to_pdf(corpus_scan.scan(pdf, quality, "y"), quality)
    assert scans[0] != other


@FONTS
def test_every_character_has_a_glyph() -> None:
    corpus_pages.register_fonts()
    texts = {
        character
        for d in corpus_source.load_all()
        for character in corpus_text.to_text(d)
    }
    for face in corpus_pages.FACES:
        known = pdfmetrics.getFont(face).face.charToGlyph
        assert [c for c in sorted(texts - {"\n"}) if ord(c) not in known] == []


@FONTS
@pytest.mark.parametrize("document", corpus_source.load_all(), ids=lambda d: d.id)
def test_rendered_pages_hold_the_whole_document(
    document: corpus_source.Document,
) -> None:
    assert lost(document, layer(corpus_render.render(document))) == []


@pytest.mark.parametrize(
    "path", sorted((ROOT / "pdf").glob("*.pdf")), ids=lambda p: p.stem
)
def test_kept_pdfs_are_those_of_the_sources(path: Path) -> None:
    assert lost(one(path.stem), layer(path)) == []


def test_kept_scans_hold_pictures_only() -> None:
    paths = sorted((ROOT / "scans").glob("*.pdf"))
    assert len(paths) >= 3
    assert [path.stem for path in paths if letters(layer(path))] == []


def test_kept_samples_stay_small() -> None:
    sizes = {
        folder: sum(path.stat().st_size for path in (ROOT / folder).iterdir())
        for folder in ("pdf", "scans")
    }
    assert sizes["pdf"] <= 400_000
    assert sizes["scans"] <= 4_000_000
