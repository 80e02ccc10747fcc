"""Headers and endings put together by chance, as law portals and saved pages have them.

Cells one a line between bars, whole rows in one line, two columns set apart by blanks,
lines broken behind their first word: what is put together is known.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

import pytest

from ccndocs.pipeline import process_source
from ccndocs.source import from_bytes
from ccndocs.types.options import Options

STYLES = ("bars", "one line", "blank lines", "plain")
TITLES = (
    "về tăng cường công tác phòng, chống thiên tai năm 2032 trên địa bàn tỉnh",
    "phê duyệt nhiệm vụ quy hoạch xây dựng vùng huyện Phú Bình Thượng đến năm 2040",
    "về việc triển khai thực hiện Nghị quyết số 41/2032/NQ-HĐND ngày 09/12/2032 của "
    "Hội đồng nhân dân tỉnh về quy định cơ chế lồng ghép nguồn vốn",
    "phát triển cụm công nghiệp giai đoạn 2036 - 2040",
)
TYPES = {
    "KH": "KẾ HOẠCH",
    "CT": "CHỈ THỊ",
    "QĐ": "QUYẾT ĐỊNH",
    "TB": "THÔNG BÁO",
    "HD": "HƯỚNG DẪN",
}


@dataclass(frozen=True)
class Issuer:
    lines: tuple[str, ...]
    name: str
    place: str
    symbol: str
    chief: str
    deputy: str
    decides: str


ISSUERS = (
    Issuer(
        ("ỦY BAN NHÂN DÂN", "TỈNH HÀ SƠN"),
        "UBND tỉnh Hà Sơn",
        "Hà Sơn",
        "UBND",
        "CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HÀ SƠN",
    ),
    Issuer(
        ("UBND TỈNH HÀ SƠN", "SỞ CÔNG THƯƠNG"),
        "Sở Công Thương tỉnh Hà Sơn",
        "Hà Sơn",
        "SCT",
        "GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "GIÁM ĐỐC SỞ CÔNG THƯƠNG",
    ),
    Issuer(
        ("BỘ XÂY DỰNG",),
        "Bộ Xây dựng",
        "Hà Nội",
        "BXD",
        "BỘ TRƯỞNG",
        "THỨ TRƯỞNG",
        "BỘ TRƯỞNG BỘ XÂY DỰNG",
    ),
    Issuer(
        ("THỦ TƯỚNG CHÍNH PHỦ",),
        "Thủ tướng Chính phủ",
        "Hà Nội",
        "TTg",
        "THỦ TƯỚNG",
        "PHÓ THỦ TƯỚNG",
        "THỦ TƯỚNG CHÍNH PHỦ",
    ),
)
SIGNERS = ("Lê Văn Mão", "Trần Thị Bích Hạ", "Nguyễn Đức An")
ORDERS = (
    "Sở Công Thương chủ trì, phối hợp với các sở, ngành liên quan rà soát quy hoạch "
    "cụm công nghiệp, báo cáo kết quả trước ngày 30/6/2036",
    "Ủy ban nhân dân các xã, phường đẩy nhanh tiến độ bồi thường, giải phóng mặt bằng",
)
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


class Breaker:
    """Breaks lines at a width, some of them behind their first word or two."""

    def __init__(self, rnd: random.Random) -> None:
        self._rnd = rnd
        self._early = rnd.choice((0.0, 0.4))
        self._width = rnd.choice((75, 85) if self._early else (75, 400))

    def __call__(self, text: str) -> str:
        words, lines = text.split(" "), [""]
        if len(words) > 2 and self._rnd.random() < self._early:
            first = 2 if words[0][0].isdigit() or words[0] == "Điều" else 1
            lines, words = [" ".join(words[:first]), ""], words[first:]
        for word in words:
            if lines[-1] and len(lines[-1]) + 1 + len(word) > self._width:
                lines.append(word)
            else:
                lines[-1] = f"{lines[-1]} {word}".strip()
        return "\n".join(lines)


@dataclass(frozen=True)
class Page:
    text: str
    truth: tuple[object, ...]


def page(seed: int) -> Page:
    rnd = random.Random(seed)
    broken, style = Breaker(rnd), rnd.choice(STYLES)
    by, kind = rnd.choice(ISSUERS), rnd.choice(tuple(TYPES))
    year, month, day = rnd.randrange(2011, 2036), rnd.randint(1, 12), rnd.randint(1, 28)
    number = f"{rnd.randint(2, 3999):02d}/{kind}-{by.symbol}"
    dated = f"{by.place}, ngày {day:02d} tháng {month:02d} năm {year}"
    title = rnd.choice(TITLES).upper()
    deputy = rnd.random() < 0.5
    signed = [f"KT. {by.chief}", by.deputy] if deputy else [by.chief]
    if by.symbol == "UBND":
        signed.insert(0, "TM. ỦY BAN NHÂN DÂN")
    signer = rnd.choice(SIGNERS)
    body = "\n".join([TYPES[kind], broken(title), *_body(kind, by, broken)])
    head, end = _frame(style, by, broken, (f"Số: {number}", dated), [*signed, signer])
    post = by.deputy if deputy else by.chief
    truth = (kind, number, by.place, f"{year}-{month:02d}-{day:02d}", by.name, title)
    return Page(f"{head}{body}\n{end}", (*truth, signer, post, 3, 2))


def _body(kind: str, by: Issuer, broken: Breaker) -> list[str]:
    if kind == "QĐ":
        articles = [broken(f"Điều {i}. {o}.") for i, o in enumerate(ORDERS, 1)]
        basis = broken("Căn cứ Luật Tổ chức chính quyền địa phương năm 2035;")
        return [by.decides, basis, "QUYẾT ĐỊNH:", *articles]
    opening = "Thực hiện chỉ đạo của cấp trên, yêu cầu các đơn vị thực hiện như sau:"
    return [broken(opening), *(broken(f"{i}. {o}.") for i, o in enumerate(ORDERS, 1))]


def _frame(
    style: str, by: Issuer, broken: Breaker, row: tuple[str, str], signed: list[str]
) -> tuple[str, str]:
    """Letterhead and ending."""
    to = ["- Như trên;", "- Các sở, ban, ngành;", "- Lưu: VT."]
    number, dated = row
    if style == "one line":
        head = f"{' '.join(by.lines)} ------- | {NATION} {MOTTO} --------------- |\n"
        end = f"Nơi nhận: {' '.join(to)} | {' '.join(signed)} |\n"
        return f"{head}{number} | {dated} |\n", end
    names = "\n".join(map(broken, by.lines))
    sent, signature = "\n".join(["Nơi nhận:", *to]), "\n".join(signed)
    if style == "bars":
        head = f"{names}\n-------\n|\n{broken(NATION)}\n{MOTTO}\n---------------\n|\n"
        return (
            f"{head}{number}\n|\n{broken(dated)}\n|\n",
            f"{sent}\n|\n{signature}\n|\n",
        )
    gap = "\n\n" if style == "blank lines" else "\n"
    head = gap.join([names, f"{NATION}\n{MOTTO}", number, broken(dated), ""])
    return head, f"\n{sent}\n\n{signature}\n"


@pytest.mark.parametrize("seed", range(60))
def test_header_and_ending_are_read_whole(seed: int) -> None:
    made = page(seed)
    source = from_bytes("a.txt", made.text.encode(), Options())
    record = process_source(source)
    document, signer = record.document, record.document.signer
    assert document.issuer is not None
    assert document.title is not None
    assert signer is not None
    assert signer.position is not None
    assert (
        document.type,
        document.number_symbol,
        document.place,
        str(document.issued_on),
        document.issuer.name,
        document.title.upper(),
        signer.name,
        signer.position.upper(),
        len(document.recipients),
        len(record.tasks),
    ) == made.truth, made.text
