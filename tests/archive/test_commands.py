"""`ccndocs ocr` and `ccndocs pdf` as programs."""

from __future__ import annotations

import json
from collections import Counter

import pikepdf
import pypdfium2 as pdfium
import pytest

from ccndocs.cli.app import main

from .conftest import scan
from .test_pdf import LYING


@pytest.fixture(scope="session")
def letter(checkout):
    return checkout / "corpus/scans/cv-chan-chinh-hoa-lam.pdf"


@pytest.fixture
def digital(tmp_path):
    """A page whose text is honest and whose font is not in the file."""
    path = tmp_path / "in.pdf"
    path.write_bytes(scan(LYING))
    return path


def test_ocr_of_a_text_layer(digital, capsys):
    assert main(["ocr", str(digital), "--mode", "text", "-f", "json"]) == 0
    value = json.loads(capsys.readouterr().out)
    words = [
        w for b in value["pages"][0]["blocks"] for n in b["lines"] for w in n["words"]
    ]
    assert [w["text"] for w in words][:2] == ["So", "Cong"]
    assert words[0]["box"][0] == pytest.approx(90, abs=0.2)


def test_ocr_of_chosen_pages(digital, capsys):
    assert main(["ocr", str(digital), "--mode", "text", "--pages", "2"]) == 1
    assert "1 page(s)" in capsys.readouterr().err


def test_ocr_writes_a_whole_file_or_none(digital, tmp_path, capsys):
    out = tmp_path / "out.xml"
    text = tmp_path / "a.txt"
    text.write_text("Kế hoạch", "utf-8")
    assert main(["ocr", str(text), "-f", "alto", "-o", str(out)]) == 2
    assert not out.exists()
    assert (
        main(["ocr", str(digital), "--mode", "text", "-f", "alto", "-o", str(out)]) == 0
    )
    assert out.read_text("utf-8").endswith("</alto>\n")


class TestPdf:
    @staticmethod
    def run(digital, *arguments: object) -> int:
        return main(["pdf", str(digital), *map(str, arguments), "--mode", "text"])

    def test_an_output_that_is_there_is_kept(self, digital, tmp_path, capsys):
        out = tmp_path / "out.pdf"
        out.write_bytes(b"mine")
        assert self.run(digital, out) == 1
        assert out.read_bytes() == b"mine"
        assert "--force" in capsys.readouterr().err
        assert self.run(digital, out, "--force") == 0
        assert out.read_bytes().startswith(b"%PDF")

    def test_the_input_is_never_the_output(self, digital, capsys):
        before = digital.read_bytes()
        assert self.run(digital, digital, "--force") == 1
        assert digital.read_bytes() == before

    def test_sidecar(self, digital, tmp_path):
        out, text = tmp_path / "out.pdf", tmp_path / "out.txt"
        assert self.run(digital, out, "--sidecar", text) == 0
        assert "Cong" in text.read_text("utf-8")
        assert self.run(digital, tmp_path / "b.pdf", "--sidecar", text) == 1
        assert self.run(digital, tmp_path / "c", "--sidecar", tmp_path / "c") == 1
        assert {p.name for p in tmp_path.iterdir()} == {"in.pdf", "out.pdf", "out.txt"}

    def test_a_signed_original_is_refused_and_nothing_written(
        self, signed, tmp_path, capsys
    ):
        path, out = tmp_path / "qd.pdf", tmp_path / "out.pdf"
        path.write_bytes(signed)
        assert self.run(path, out) == 2
        assert "Trần Văn Mẫu" in capsys.readouterr().err
        assert not out.exists()
        assert self.run(path, out, "--copy-signed") == 0
        assert out.exists()

    def test_extract_says_who_signed(self, signed, tmp_path, capsys):
        path = tmp_path / "qd.pdf"
        path.write_bytes(signed)
        assert main(["extract", str(path), "--mode", "text"]) == 0
        issues = json.loads(capsys.readouterr().out)["issues"]
        assert [i["code"] for i in issues].count("signed") == 1

    @pytest.mark.ocr
    def test_a_scan_can_be_searched(self, letter, tmp_path):
        one, out, text = (tmp_path / n for n in ("in.pdf", "out.pdf", "out.txt"))
        with pikepdf.open(letter) as pdf:
            del pdf.pages[1:]
            pdf.save(one)
        assert main(["pdf", str(one), str(out), "--sidecar", str(text), "-q"]) == 0
        found = Counter(
            word
            for page in pdfium.PdfDocument(out)
            for word in page.get_textpage().get_text_bounded().split()
        )
        wanted = Counter(text.read_text("utf-8").split())
        assert sum(wanted.values()) > 300
        assert sum((wanted - found).values()) <= 0.01 * sum(wanted.values())
        with pikepdf.open(out) as pdf, pdf.open_metadata() as data:
            assert data["dc:identifier"] == "3416/UBND-KTN"
            assert data["pdfaid:part"] == "2"
