"""The choice between layer and picture, by its evidence."""

from __future__ import annotations

import pytest

from ccndocs.ocr.choose import Choice, Evidence, choose, weigh

HONEST = (
    "Ủy ban nhân dân tỉnh An Sơn yêu cầu các sở, ban, ngành và Ủy ban nhân dân các",
    "huyện triển khai nghiêm túc các nội dung sau đây, định kỳ hằng quý báo cáo kết",
    "quả thực hiện về Sở Công Thương để tổng hợp, trình Chủ tịch xem xét, quyết định.",
)
STRIPPED = (
    "Uy ban nhan dan tinh An Son yeu cau cac so, ban, nganh va Uy ban nhan dan cac",
    "huyen trien khai nghiem tuc cac noi dung sau day, dinh ky hang quy bao cao ket",
    "qua thuc hien ve So Cong Thuong de tong hop, trinh Chu tich xem xet, quyet dinh.",
)
GARBLED = (
    "Uy ban nhén dan tinh An Son yéu ctu cdc s6, ban, nganh va Uy ban nhén dan cdc",
    "huyén trién khai nghiém tuc cdc ndi dung sau ddy, dinh ky hdng quy bdo cdo két",
    "qud thuc hién vé S& Céng Thuong dé tdng hgp, trinh Chi tich xem xét, quyét dinh.",
)
# What an English engine makes of a page: accents of French, and "to", "in", "on".
READ_AS_ENGLISH = (
    "Uy ban nhân dân tinh An Son yêu câu to chúc thuc hiên in an các nôi dung sau dây",
    "trên dia bàn tinh, to công tác, on dinh sàn xuât, in tài liêu, to chuc kiém tra,",
    "bâo câo kêt quà thuc hiên vê Só Công Thuong to tông hop, on dinh to chuc bô mây.",
)
ENGLISH = (
    "The People's Committee of the province asks the departments and the districts to",
    "carry out the following tasks and to report on the results by the end of every",
    "quarter to the Department of Industry for the summary of the Chairman.",
)
SIGNATURE = (
    "SAO Y; Văn thư; 03/02/2031 08:15:00",
    "Người ký: Ủy ban nhân dân tỉnh An Sơn",
    "Email: vanthu@anson.example",
    "Thời gian ký: 03/02/2031 08:15:12 +07:00",
)


@pytest.mark.parametrize(
    ("lines", "ink", "choice", "distrusted"),
    [
        (HONEST, 0.0, Choice.LAYER, False),
        (HONEST, 0.1, Choice.LAYER, False),
        (HONEST, 0.5, Choice.BOTH, False),
        (ENGLISH, 0.0, Choice.LAYER, False),
        ((), 1.0, Choice.OCR, False),
        (("", " - "), 1.0, Choice.OCR, False),
        (SIGNATURE, 0.9, Choice.OCR, False),
        (SIGNATURE * 4, 0.9, Choice.OCR, False),
        (HONEST[:1], 0.9, Choice.OCR, False),
        (HONEST[:1], 0.0, Choice.LAYER, False),
        (STRIPPED, 0.0, Choice.OCR, True),
        (GARBLED, 0.0, Choice.OCR, True),
        (READ_AS_ENGLISH, 1.0, Choice.OCR, True),
    ],
)
def test_auto(
    lines: tuple[str, ...], ink: float, choice: Choice, distrusted: bool
) -> None:
    decision = choose(weigh(lines, ink=ink, has_image=True), "auto")
    assert (decision.choice, decision.distrusted) == (choice, distrusted)


@pytest.mark.parametrize(
    ("lines", "has_image", "mode", "choice"),
    [
        (GARBLED, True, "text", Choice.LAYER),
        (GARBLED, False, "auto", Choice.LAYER),
        ((), True, "text", Choice.NOTHING),
        ((), False, "ocr", Choice.NOTHING),
        (HONEST, True, "ocr", Choice.OCR),
    ],
)
def test_modes(
    lines: tuple[str, ...], has_image: bool, mode: str, choice: Choice
) -> None:
    evidence = weigh(lines, ink=0.0, has_image=has_image)
    assert choose(evidence, mode).choice is choice


def test_a_table_of_capitals_and_figures_is_not_judged() -> None:
    lines = ["STT 1 2 3 4 5", "CCN AN SƠN 12,5 30,1 40 50 60 70 80 90 100 7 8 9 10"]
    assert choose(weigh(lines, ink=0.0, has_image=True), "auto").choice is Choice.LAYER


def test_reason_names_the_shares() -> None:
    decision = choose(Evidence(words=100, legal=0.2, marked=0.1), "auto")
    assert "20%" in decision.reason
    assert "10%" in decision.reason
