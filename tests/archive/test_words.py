"""Words with places in each format."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import pytest
from lxml import etree

from ccndocs.archive import Reading, write_words
from ccndocs.errors import InputFileError
from ccndocs.types.geometry import Span
from ccndocs.types.issue import Issue
from ccndocs.types.layout import LaidCell, LaidTable, Layout
from ccndocs.types.page import Origin

from .conftest import LETTER, laid, scan, source_of

NS = {"a": "http://www.loc.gov/standards/alto/ns-v4#"}
X = {"x": "http://www.w3.org/1999/xhtml"}
ODD = ((("R&D<\"'", (10, 10, 60, 20)), ("\x07\ufffe", (70, 10, 90, 20))),)


def written(form: str, layout: Layout | None = None, **values: Any) -> str:
    stream = io.StringIO()
    reading = Reading(
        source_of(scan(), 'a "b" & c.pdf'), layout or laid([LETTER, ODD]), **values
    )
    write_words(reading, form, stream)
    return stream.getvalue()


def parsed(form: str, layout: Layout | None = None) -> Any:
    return etree.fromstring(written(form, layout).encode())


def with_table() -> Layout:
    """The letter's second line as a table of one row."""
    layout = laid([LETTER])
    start = layout.text.index("quy")
    cells = (
        LaidCell(0, 0, (Span(start, start + 8),)),
        LaidCell(0, 1, ()),
    )
    table = LaidTable(Span(start, start + 8), 1, 1, 2, cells)
    return Layout(layout.text, layout.lines, (table,), layout.pages)


def test_text_is_the_text_as_read():
    layout = laid([LETTER])
    assert written("text", layout) == "Sở Công Thương - An\nquy định\n"


class TestJson:
    def test_words(self):
        value = json.loads(written("json", issues=(Issue("blank_page", "x", 2),)))
        assert [page["page"] for page in value["pages"]] == [1, 2]
        page = value["pages"][0]
        assert (page["width"], page["height"], page["origin"]) == (595, 842, "ocr")
        words = [w for b in page["blocks"] for n in b["lines"] for w in n["words"]]
        assert words[0] == {"text": "Sở", "box": [85, 60, 102, 74], "confidence": 0.9}
        assert len(words) == 7
        assert value["issues"] == [{"code": "blank_page", "message": "x", "page": 2}]
        assert value["source"]["id"].startswith("sha256:")

    def test_cells(self):
        value = json.loads(written("json", with_table()))
        last = value["pages"][0]["blocks"][-1]
        assert (last["table"], last["row"], last["column"]) == (0, 0, 0)
        assert [line["text"] for line in last["lines"]] == ["quy định"]

    def test_plain_text_has_no_boxes(self):
        layout = Layout("Kế hoạch", (), (), laid([LETTER], origin=Origin.PLAIN).pages)
        assert json.loads(written("json", layout))["pages"][0]["blocks"] == []


class TestHocr:
    def test_hierarchy_and_words(self):
        tree = parsed("hocr")
        path = (
            "//x:div[@class='ocr_page']/x:div[@class='ocr_carea']/x:p[@class='ocr_par']"
        )
        lines = tree.xpath(path + "/x:span[@class='ocr_line']", namespaces=X)
        assert len(lines) == 3
        words = lines[0].xpath("x:span[@class='ocrx_word']", namespaces=X)
        assert [w.text for w in words] == ["Sở", "Công", "Thương", "-", "An"]
        assert words[0].get("title") == "bbox 354 250 425 308; x_wconf 90"
        assert tree.get("lang") == "vi"

    def test_pages_are_pixels_of_300_dpi(self):
        (first, second) = parsed("hocr").xpath(
            "//x:div[@class='ocr_page']", namespaces=X
        )
        assert "; bbox 0 0 2479 3508; ppageno 0; scan_res 300 300" in first.get("title")
        assert "ppageno 1" in second.get("title")

    def test_parts_lie_within_their_wholes(self):
        for element in parsed("hocr").xpath("//*[contains(@title, 'bbox')]"):
            outer = element.getparent()
            while outer is not None and "bbox" not in outer.get("title", ""):
                outer = outer.getparent()
            if outer is not None:
                inside, around = _box(element), _box(outer)
                assert around[0] <= inside[0] <= inside[2] <= around[2]
                assert around[1] <= inside[1] <= inside[3] <= around[3]

    def test_names_are_unique(self):
        names = parsed("hocr").xpath("//@id")
        assert len(names) == len(set(names))


def _box(element: Any) -> list[int]:
    found = re.search(r"bbox (\d+) (\d+) (\d+) (\d+)", element.get("title"))
    assert found is not None
    return [int(v) for v in found.groups()]


# The elements of ALTO 4.4 that are written: children in order, attributes that must be.
PLACES = {"HPOS", "VPOS", "WIDTH", "HEIGHT"}
ALTO = {
    "alto": ("Description Layout", {"SCHEMAVERSION"}),
    "Description": ("MeasurementUnit sourceImageInformation Processing", set()),
    "Processing": ("processingCategory processingSoftware", {"ID"}),
    "Layout": ("Page+", set()),
    "Page": ("PrintSpace", {"ID", "PHYSICAL_IMG_NR", "WIDTH", "HEIGHT"}),
    "PrintSpace": ("(TextBlock|ComposedBlock)*", PLACES),
    "ComposedBlock": ("TextBlock+", PLACES | {"ID", "TYPE"}),
    "TextBlock": ("TextLine+", PLACES | {"ID"}),
    "TextLine": ("String( SP String)*", PLACES),
    "String": ("", PLACES | {"CONTENT", "WC"}),
}


class TestAlto:
    @pytest.mark.parametrize("layout", [None, with_table(), laid([()])])
    def test_structure(self, layout):
        names = set()
        for element in parsed("alto", layout).iter():
            name = etree.QName(element).localname
            if name in ALTO:
                pattern, attributes = ALTO[name]
                children = " ".join(etree.QName(child).localname for child in element)
                spaced = re.sub(r"(\w+|\([\w|]+\))([+*])", r"(\1 ?)\2", pattern)
                assert re.fullmatch(spaced, children), name
                assert attributes <= set(element.keys()), name
            names |= {element.get("ID")} - {None}
        ids = parsed("alto", layout).xpath("//@ID")
        assert len(ids) == len(names)

    def test_words(self):
        tree = parsed("alto")
        (unit,) = tree.xpath("//a:MeasurementUnit/text()", namespaces=NS)
        assert unit == "inch1200"
        first = tree.xpath("//a:String", namespaces=NS)[0]
        assert dict(first.attrib) == {
            "HPOS": "1417", "VPOS": "1000", "WIDTH": "283", "HEIGHT": "233",
            "CONTENT": "Sở", "WC": "0.900",
        }  # fmt: skip

    def test_a_table_is_composed_of_its_cells(self):
        tree = parsed("alto", with_table())
        (cell,) = tree.xpath(
            "//a:ComposedBlock[@TYPE='table']/a:TextBlock", namespaces=NS
        )
        assert cell.xpath(".//@CONTENT") == ["quy", "định"]


@pytest.mark.parametrize("form", ["hocr", "alto"])
def test_odd_characters_are_written_safely(form):
    text = etree.tostring(parsed(form), encoding="unicode")
    assert "R&amp;D&lt;" in text
    assert "\ufffd\ufffd" in text


@pytest.mark.parametrize("form", ["hocr", "alto"])
def test_words_without_places_are_refused(form):
    with pytest.raises(InputFileError) as caught:
        written(form, laid([LETTER], origin=Origin.PLAIN))
    assert caught.value.code == "no_places"
