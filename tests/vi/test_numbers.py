"""Numbers and measures as official Vietnamese writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccndocs.vi.numbers import Measure, count_of, measures, parse_number, unit_of

NUMBERS = [
    ("2.329", 2329),
    ("40,6", 40.6),
    ("1.398,54", 1398.54),
    ("45.000", 45000),
    ("1.234.567", 1234567),
    ("03", 3),
    ("3000", 3000),
    ("12.5", 12.5),
    ("0.123", 0.123),
    ("1,398.54", 1398.54),
    ("2.3290", None),
    ("một", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_numbers_alone(text: str, value: float | None) -> None:
    assert parse_number(text) == value


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_written_numbers_are_read_back(whole: int, hundredths: int) -> None:
    text = f"{whole:,}".replace(",", ".") + f",{hundredths:02}"
    assert parse_number(text) == float(f"{whole}.{hundredths:02}")


COUNTS = [
    ("05", 5),
    ("một", 1),
    ("mười", 10),
    ("mười lăm", 15),
    ("hai mươi", 20),
    ("Hai mươi tư", 24),
    ("năm mươi mốt", 51),
    ("chín mươi chín", 99),
    ("năm", 5),
    ("mươi", None),
    ("lăm", None),
    ("hai ba", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "value"), COUNTS)
def test_small_numbers_in_words(text: str, value: int | None) -> None:
    assert count_of(text) == value


def short(measure: Measure) -> str:
    high = f"..{measure.high:.10g}" if measure.high is not None else ""
    exact = "" if measure.qualifier == "exact" else f" {measure.qualifier}"
    return f"{measure.value:.10g}{high} {measure.unit}{exact}"


MEASURES = [
    ("đạt khoảng 40,6%", ["40.6 percent about"]),
    ("hơn 6.730 lao động", ["6730 person more_than"]),
    ("gần 45.000 lao động", ["45000 person nearly"]),
    ("11,2 nghìn lao động", ["11200 person"]),
    ("hơn 9,000 lao động", ["9000 person more_than"]),
    ("03 (ba) cụm công nghiệp", ["3 cluster"]),
    ("quy mô 74,97ha", ["74.97 ha"]),
    ("lấp đầy 60-70%", ["60..70 percent"]),
    ("3.374 tỷ đồng và 2 nghìn tỷ đồng", ["3374 billion VND", "2000 billion VND"]),
    ("trên 10,6 tỷ USD", ["10600 million USD more_than"]),
    ("từ 50 ha trở lên", ["50 ha at_least"]),
    ("không quá 75 ha", ["75 ha at_most"]),
    ("tăng 12%/năm", ["12 percent"]),
    ("năm 2024 dự án khởi công", []),
    ("khoản 2 doanh nghiệp", []),
    ("500 triệu đồng/cụm công nghiệp", []),
    ("Nghị định 32/2024/NĐ-CP", []),
    ("20 ha/khu", []),
    ("120 m2", ["0.012 ha"]),
    ("hơn 65.000 m²", ["6.5 ha more_than"]),
    ("1,864 km²", ["186.4 ha"]),
    ("hơn 480 tỷ để xây", ["480 billion VND more_than"]),
    ("nhỏ hơn 50 ha", ["50 ha less_than"]),
    ("120 m3", []),
]


@pytest.mark.parametrize(("text", "expected"), MEASURES)
def test_measures_in_text(text: str, expected: list[str]) -> None:
    assert [short(m) for m in measures(text)] == expected


def test_spans_cover_qualifier_number_and_unit() -> None:
    text = "việc làm cho gần 45.000 lao động."
    (found,) = measures(text)
    assert found.span.of(text) == "gần 45.000 lao động"
    assert found.noun.of(text) == "lao động"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Tỷ đồng", ("billion VND", 1)),
        ("(ha)", ("ha", 1)),
        ("nghìn  lao động", ("person", 1000)),
        ("m3/ngày", None),
    ],
)
def test_units_of_heads(text: str, unit: tuple[str, float] | None) -> None:
    assert unit_of(text) == unit
