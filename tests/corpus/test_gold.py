"""The gold records: their shape, and that they speak of their text."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
import types
import typing
from pathlib import Path

import corpus_source
import corpus_text
import pytest

from ccndocs.types import record as contract
from ccndocs.types.mention import DeadlineKind, Role
from ccndocs.vi.numbers import COUNT_WORDS, count_of

ROOT = Path(__file__).resolve().parents[2] / "corpus"
DOCUMENTS = corpus_source.load_all()
EACH = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.id)

REAL_PROVINCES = """An Giang, Bà Rịa - Vũng Tàu, Bạc Liêu, Bắc Giang, Bắc Kạn, Bắc Ninh,
Bến Tre, Bình Dương, Bình Định, Bình Phước, Bình Thuận, Cà Mau, Cao Bằng, Cần Thơ,
Đà Nẵng, Đắk Lắk, Đắk Nông, Điện Biên, Đồng Nai, Đồng Tháp, Gia Lai, Hà Giang, Hà Nam,
Hà Nội, Hà Tĩnh, Hải Dương, Hải Phòng, Hậu Giang, Hòa Bình, Hồ Chí Minh, Huế, Hưng Yên,
Khánh Hòa, Kiên Giang, Kon Tum, Lai Châu, Lạng Sơn, Lào Cai, Lâm Đồng, Long An,
Nam Định, Nghệ An, Ninh Bình, Ninh Thuận, Phú Thọ, Phú Yên, Quảng Bình, Quảng Nam,
Quảng Ngãi, Quảng Ninh, Quảng Trị, Sóc Trăng, Sơn La, Tây Ninh, Thái Bình, Thái Nguyên,
Thanh Hóa, Thừa Thiên Huế, Tiền Giang, Trà Vinh, Tuyên Quang, Vĩnh Long, Vĩnh Phúc,
Yên Bái"""
REAL = {name.strip() for name in REAL_PROVINCES.replace("\n", " ").split(",")}


def plain(text: str) -> str:
    text = re.sub(r"\[\^?\d+\]|[|]( ---)?", "", text)
    return re.sub(r"\s+", " ", text).strip().lower()


def read_gold(document: corpus_source.Document) -> dict[str, typing.Any]:
    path = ROOT / "gold" / f"{document.id}.json"
    found: dict[str, typing.Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def test_there_are_enough_documents_of_many_types() -> None:
    kinds = {document.header.get("type") for document in DOCUMENTS}
    assert len(DOCUMENTS) >= 18
    assert kinds >= {"KH", "CT", "CV", "QĐ", "TB", "BC", "CĐ", "GM", "CTr", "TTr"}
    taskless = [
        d for d in DOCUMENTS if not any("optional" not in t["flags"] for t in d.tasks)
    ]
    assert len(taskless) >= 4


@EACH
def test_text_and_gold_are_those_of_the_source(
    document: corpus_source.Document,
) -> None:
    text = (ROOT / "text" / f"{document.id}.txt").read_text(encoding="utf-8")
    assert text == corpus_text.to_text(document)
    assert read_gold(document) == corpus_source.gold(document)


def check_shape(value: object, kind: object, where: str) -> None:
    """Field names and plain types of `value` are those of the contract's dataclass."""
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        choices = [k for k in typing.get_args(kind) if k is not types.NoneType]
        if value is None:
            assert len(choices) < len(typing.get_args(kind)), f"{where} is null"
            return
        kind = choices[0]
    if typing.get_origin(kind) is tuple:
        assert isinstance(value, list), where
        for number, entry in enumerate(value):
            check_shape(entry, typing.get_args(kind)[0], f"{where}[{number}]")
    elif dataclasses.is_dataclass(kind):
        assert isinstance(value, dict), where
        fields = typing.get_type_hints(kind)
        assert value.keys() <= fields.keys(), where
        for name, inner in value.items():
            check_shape(inner, fields[name], f"{where}.{name}")
    else:
        assert isinstance(value, kind), f"{where} = {value!r}"  # type: ignore[arg-type]


@EACH
def test_gold_has_the_shape_of_the_contract(document: corpus_source.Document) -> None:
    check_shape(read_gold(document), contract.Record, document.id)


@EACH
def test_roles_kinds_and_dates_are_those_of_the_contract(
    document: corpus_source.Document,
) -> None:
    gold = read_gold(document)
    for task in gold["tasks"]:
        assert {agency["role"] for agency in task["agencies"]} <= set(Role)
        for deadline in filter(None, [task["deadline"], *task["other_deadlines"]]):
            assert deadline["kind"] in set(DeadlineKind)
            check_dates(deadline)
    if gold["document"]["issued_on"]:
        dt.date.fromisoformat(gold["document"]["issued_on"])


def check_dates(deadline: dict[str, typing.Any]) -> None:
    start, end = deadline["start"], deadline["end"]
    wanted = {"by": (False, True), "period": (True, True), "from": (True, False)}
    assert (bool(start), bool(end)) == wanted.get(deadline["kind"], (False, False))
    dates = [dt.date.fromisoformat(day) for day in (start, end) if day]
    assert dates == sorted(dates)
    assert (deadline["bound"] is not None) == (deadline["kind"] == "by")
    assert (deadline["relative"] is not None) == (deadline["kind"] == "relative")


@EACH
def test_what_the_gold_quotes_stands_in_the_text(
    document: corpus_source.Document,
) -> None:
    text = plain(corpus_text.to_text(document))
    gold = read_gold(document)
    quotes = [task["description"] for task in gold["tasks"]]
    quotes += [a["text"] for task in gold["tasks"] for a in task["agencies"]]
    for task in gold["tasks"]:
        deadlines = [task["deadline"], *task["other_deadlines"]]
        quotes += [deadline["text"] for deadline in deadlines if deadline]
        quotes += [task["output"]] if task["output"] else []
    quotes += [statistic["text"] for statistic in gold["statistics"]]
    names = [cluster["name"] for cluster in gold["clusters"]]
    quotes += [name.removeprefix("Cụm công nghiệp ") for name in names]
    quotes += gold["document"]["recipients"]
    missing = [quote for quote in quotes if plain(quote) not in text]
    assert missing == []


@EACH
def test_figures_are_the_numbers_of_their_quotes(
    document: corpus_source.Document,
) -> None:
    for statistic in read_gold(document)["statistics"]:
        written = re.findall(r"\d[\d.]*(?:,\d+)?", statistic["text"])
        values = {float(n.replace(".", "").replace(",", ".")) for n in written}
        if not written:  # "tám cụm", "mười hai CCN"
            words = re.match(COUNT_WORDS, statistic["text"].lower())
            count = count_of(words[0]) if words else None
            values = set() if count is None else {float(count)}
        if "nghìn" in statistic["text"]:  # "non 24 nghìn lao động"
            values = {value * 1000 for value in values}
        if "một vạn" in statistic["text"]:  # "hơn một vạn lao động"
            values = {1.0}
        if " vạn" in statistic["text"]:  # "5,3 vạn lao động"
            values = {round(value * 10000) for value in values}
        if "tỷ USD" in statistic["text"]:  # counted in "million USD"
            values = {round(value * 1000, 3) for value in values}
        if statistic["unit"] == "ha":  # square metres, in the text or a table's head
            values |= {value / 10000 for value in values}
        assert statistic["value"] in values


@EACH
def test_no_document_is_of_a_real_province(document: corpus_source.Document) -> None:
    header = document.header
    own = {header.get(key) for key in ("province", "district", "commune", "place")}
    allowed = {"Hà Nội"} if header["level"] == "ministry" else set()
    assert not (own - allowed) & REAL
    if header["level"] != "ministry":
        named = plain(corpus_text.to_text(document))
        assert [name for name in REAL if f"tỉnh {name.lower()}" in named] == []


def test_the_readme_lists_every_document() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `([\w-]+)` \|", readme, re.M)
    assert listed == [document.id for document in DOCUMENTS]


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("a) Rà soát", (7, "a", "Rà soát")),
        ("đ) Rà soát", (7, "đ", "Rà soát")),
        ("1.2. Rà soát", (5, "1.2", "Rà soát")),
        ("IV. Kinh phí", (2, "IV", "Kinh phí")),
        ("Điều 12. Hiệu lực", (3, "12", "Hiệu lực")),
        ("- Rà soát", (8, "-", "Rà soát")),
        ("Rà soát 1. việc", (None, "", "Rà soát 1. việc")),
    ],
)
def test_marks_of_items(written: str, wanted: tuple[int | None, str, str]) -> None:
    assert corpus_source.split_mark(written) == wanted
