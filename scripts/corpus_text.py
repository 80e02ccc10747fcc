"""The plain text of a document of the corpus, as a text export would give it."""

from __future__ import annotations

from dataclasses import replace

from corpus_source import NOTE_MARK, Block, Document

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
PARTY_MOTTO = ("ĐẢNG CỘNG SẢN VIỆT NAM",)


def place_and_date(document: Document) -> str:
    """As in "An Sơn, ngày 05 tháng 10 năm 2024", or as the source spells it out."""
    header = document.header
    if "date_text" in header:
        return header["date_text"]
    year, month, day = header["date"].split("-")
    month = month if month in ("01", "02", "10", "11", "12") else month[1]
    return f"{header['place']}, ngày {day} tháng {month} năm {year}"


def motto(document: Document) -> tuple[str, ...]:
    """The lines at the top right."""
    return PARTY_MOTTO if document.header.get("party") else MOTTO


def number_line(document: Document) -> str:
    """The line of number and symbol; Party documents write no colon."""
    label = "Số" if document.header.get("party") else "Số:"
    return f"{label} {document.header['number']}"


def _letterhead(document: Document) -> list[str]:
    left = [*document.lists["issuer_lines"]]
    subject = document.header.get("subject")
    under = [f"V/v {subject}"] if subject else []
    right = [*motto(document)]
    number, date = number_line(document), place_and_date(document)
    if document.header.get("letterhead") == "columns":
        return [*left, number, *under, *right, date]
    rows = [f"{a} {b}".strip() for a, b in zip(left, right, strict=False)]
    rows += left[len(right) :] + right[len(left) :]
    return [*rows, f"{number} {date}", *under]


def _kinh_gui(document: Document) -> list[str]:
    to = document.lists.get("to", ())
    label = document.header.get("to_label", "Kính gửi:")
    if len(to) == 1:
        return [f"{label} {to[0]}"]
    if not to:
        return []
    marks = [";"] * (len(to) - 1) + ["."]
    return [label, *(f"- {a}{b}" for a, b in zip(to, marks, strict=True))]


def to_text(document: Document) -> str:
    """The plain text, one paragraph a line, as a text export would give it."""
    lines = [] if document.header.get("bare") else _letterhead(document)
    if "type_name" in document.header:
        lines.append(document.header["type_name"])
    if "title" in document.header and "subject" not in document.header:
        lines.append(document.header["title"])
    lines += _kinh_gui(document)
    annex: list[str] | None = None
    for block in unmerged(document.blocks):
        if block.kind == "annex":
            annex = []
            continue
        (lines if annex is None else annex).append(_block_text(block))
    lines += _ending(document) + (annex or [])
    lines += [f"[{mark}] {text}" for mark, text in document.notes.items()]
    return "\n".join(lines) + "\n"


def _block_text(block: Block) -> str:
    if block.cells:
        row = "| " + " | ".join(block.cells) + " |"
        rule = "\n|" + " --- |" * len(block.cells)
        return row + (rule if block.kind == "head" else "")
    return NOTE_MARK.sub(r"[\1]", block.text)


def unmerged(blocks: list[Block]) -> list[Block]:
    """The blocks with each merged cell written out: "^" as above, "<" empty."""
    out: list[Block] = []
    for block in blocks:
        if block.kind == "row":
            above = out[-1].cells
            cells = tuple(
                above[place] if cell == "^" else "" if cell == "<" else cell
                for place, cell in enumerate(block.cells)
            )
            block = replace(block, cells=cells)
        out.append(block)
    return out


def _ending(document: Document) -> list[str]:
    lines = []
    if recipients := document.lists.get("recipients"):
        lines += ["Nơi nhận:", *(f"- {entry}" for entry in recipients)]
    return (
        lines
        + [*document.lists.get("sign", ())]
        + ([document.header["signer"]] if "signer" in document.header else [])
    )
