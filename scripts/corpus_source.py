"""The marked-up sources of the corpus: one file gives text, gold and pages.

A source is header lines ("key: value"), a line "---", then the body, one block a
line. corpus/GUIDE.md explains the annotation lines (those that start with "!").

    # I. HEADING          heading, bold          ## 1. Heading     bold, lower level
    ^ CENTRED             bold, centred          ~ Căn cứ …;       italic
    |= a | b              head row of a table    | 1 | text | ^ |  row; ^ joins upwards
    text[^1]              footnote mark          [^1]: text        the footnote
    %annex [landscape]    a new page follows     anything else     a paragraph
"""

from __future__ import annotations

import re
import shlex
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent / "corpus"
LISTS = ("issuer_lines", "to", "sign", "recipients")

# (pattern, depth) of the marks that open an item; the group is its label. Texts of the
# Party write "I-" and "1-".
MARKS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"Phần (?:thứ )?(\w+)[.:]?\s+"), 0),
    (re.compile(r"Chương ([IVX]+)[.:]?\s*"), 1),
    (re.compile(r"([IVX]+)[.-]\s+"), 2),
    (re.compile(r"Điều (\d+)\.\s+"), 3),
    (re.compile(r"(\d+)[.-]\s+"), 4),
    (re.compile(r"(\d+\.\d+)\.?\s+"), 5),
    (re.compile(r"(\d+\.\d+\.\d+)\.?\s+"), 6),
    (re.compile(r"([a-zđ])\)\s+"), 7),
    (re.compile(r"(-)\s+"), 8),
    (re.compile(r"(\+)\s+"), 9),
)
NOTE_MARK = re.compile(r"\[\^(\d+)\]")


@dataclass(slots=True)
class Block:
    """One block of the body. `cells` for rows only; `notes` are footnote marks."""

    kind: str  # text, heading1, heading2, centre, italic, head, row, annex
    text: str
    cells: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Document:
    """A parsed source: header, blocks, footnotes and the gold record."""

    header: dict[str, str]
    lists: dict[str, tuple[str, ...]]
    blocks: list[Block] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    tasks: list[dict[str, Any]] = field(default_factory=list)
    statistics: list[dict[str, Any]] = field(default_factory=list)
    clusters: list[dict[str, Any]] = field(default_factory=list)
    citations: list[dict[str, Any]] = field(default_factory=list)

    @property
    def id(self) -> str:
        """Name of the document, as of its files."""
        return self.header["id"]


def split_mark(text: str) -> tuple[int | None, str, str]:
    """Depth, label and text without the mark; depth None where there is no mark.

    >>> split_mark("a) Rà soát")
    (7, 'a', 'Rà soát')
    """
    for pattern, depth in MARKS:
        found = pattern.match(text)
        if found:
            return depth, found.group(1), text[found.end() :]
    return None, "", text


def _agencies(words: str) -> list[dict[str, Any]]:
    roles = {"L": "lead", "I": "implement", "A": "advise", "C": "coordinate"}
    found = []
    for group in filter(None, (part.strip() for part in words.split(" / "))):
        role, names = roles[group[0]], group[1:].strip()
        for entry in names.split(" | "):
            name, _, text = entry.strip().partition("=")
            collective = name.startswith("*")
            name = name.lstrip("*").strip()
            found.append(
                {
                    "name": name,
                    "role": role,
                    "text": text.strip() or name,
                    "collective": collective,
                }
            )
    return found


def _relative(values: list[str]) -> dict[str, Any]:
    """`30 calendar event "…"`; a term told in months is "2m": 02 tháng, not 60 days.

    "-" has no length: "sau khi có kết quả" says neither at once nor by when.
    """
    in_months = values[0].endswith("m")
    count = None if values[0] == "-" else int(values[0].removesuffix("m"))
    return {
        "days": None if in_months else count,
        "working": values[1] == "working",
        "anchor": values[2],
        "anchor_text": values[3] if len(values) > 3 else None,
    } | ({"months": count} if in_months else {})


def _deadline(words: str) -> dict[str, Any]:
    parts = shlex.split(words)
    kind, text, values = parts[0], parts[-1], parts[1:-1]
    out: dict[str, Any] = {"text": text, "kind": kind, "start": None, "end": None}
    out |= {"bound": None, "edtf": None, "rrule": None, "relative": None}
    if kind == "by":
        out |= {"end": values[0], "bound": values[1], "edtf": f"../{values[0]}"}
    elif kind == "period":
        out |= {"start": values[0], "end": values[1]}
        out["edtf"] = f"{values[0]}/{values[1]}"
    elif kind == "from":
        out |= {"start": values[0], "edtf": f"{values[0]}/.."}
    elif kind == "recurring":
        out["rrule"] = values[0].replace("&", "\n") if values else None
    elif kind == "relative":
        out["relative"] = _relative(values)
    return out


def _statistic(words: str, document: Document) -> dict[str, Any]:
    """`indicator value unit "text" [qualifier=] [nature=] [as_of=] [district=] …`."""
    parts = shlex.split(words)
    indicator, value, unit, text = parts[:4]
    more = dict(part.split("=", 1) for part in parts[4:])
    header = document.header
    scope = {key: more.get(key) for key in ("province", "district", "cluster")}
    scope["province"] = more.get("province", header.get("province"))
    scope["district"] = more.get("district", header.get("district"))
    return {
        "indicator": indicator,
        "value": float(value),
        "unit": unit.replace("_", " "),
        "nature": more.get("nature", "actual"),
        "qualifier": more.get("qualifier", "exact"),
        "scope": scope | {"subset": more.get("subset")},
        "as_of": more.get("as_of"),
        "text": text,
    }


def _cluster(words: str, document: Document) -> dict[str, Any]:
    """`"name" [district=] [commune=] [area=]`."""
    parts = shlex.split(words)
    more = dict(part.split("=", 1) for part in parts[1:])
    area = more.get("area")
    return {
        "name": f"Cụm công nghiệp {parts[0]}",
        "province": more.get("province", document.header.get("province")),
        "district": more.get("district", document.header.get("district")),
        "commune": more.get("commune"),
        "area_ha": float(area) if area else None,
    }


def _citation(words: str) -> dict[str, Any]:
    """`number_symbol [type=] [issued_on=] [article=] [role=]`; "-": no number."""
    parts = shlex.split(words)
    more = dict(part.split("=", 1) for part in parts[1:])
    return {
        "type": more.get("type"),
        "number_symbol": None if parts[0] == "-" else parts[0],
        "issued_on": more.get("issued_on"),
        "article": more.get("article"),
        "role": more.get("role", "mention"),
    }


class _Reader:
    """Reads body lines; keeps the open headings and items as a stack."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.stack: list[tuple[int, str, str | None]] = []
        self.own: list[dict[str, Any]] = []
        self.pending: list[dict[str, Any]] = []
        self.last = ""

    def line(self, line: str) -> None:
        if line.startswith("!"):
            self.annotation(line[1:])
        elif line.startswith("[^"):
            mark, _, text = line[2:].partition("]: ")
            self.document.notes[mark] = text
        else:
            self.block(line)

    def block(self, line: str) -> None:
        kind, text = "text", line
        prefixes = {"# ": "heading1", "## ": "heading2", "^ ": "centre"}
        prefixes |= {"~ ": "italic", "|= ": "head", "| ": "row", "%annex": "annex"}
        for prefix, named in prefixes.items():
            if line.startswith(prefix):
                kind, text = named, line[len(prefix) :].strip()
        cells: tuple[str, ...] = ()
        if kind in ("head", "row"):
            cells = tuple(cell.strip() for cell in text.strip("|").split("|"))
        notes = tuple(NOTE_MARK.findall(text))
        self.document.blocks.append(Block(kind, text, cells, notes))
        self.last = text
        if kind in ("text", "heading1", "heading2"):
            self.place(kind, text)
        elif kind == "annex":
            self.stack = []

    def place(self, kind: str, text: str) -> None:
        depth, label, rest = split_mark(text)
        heading = rest.rstrip(":") if kind.startswith("heading") else None
        if depth is None:
            self.stack = [entry for entry in self.stack if entry[2] is not None]
            return
        self.stack = [entry for entry in self.stack if entry[0] < depth]
        self.stack.append((depth, label, heading))
        if kind.startswith("heading"):
            self.own = []

    def annotation(self, words: str) -> None:
        verb, _, rest = words.partition(" ")
        task = self.document.tasks[-1] if self.document.tasks else {}
        if verb in ("T", "T?"):
            self.task(rest, optional=verb == "T?")
        elif verb == "under":
            self.own = _agencies(rest)
        elif verb == "G":
            for waiting in self.pending:
                waiting["agencies"] = _agencies(rest)
        elif verb in ("GD", "D"):
            for waiting in self.pending if verb == "GD" else [task]:
                waiting["deadline"] = _deadline(rest)
        elif verb == "D+":
            task["other_deadlines"].append(_deadline(rest))
        elif verb == "end":
            self.pending, self.own = [], []
        else:
            self.detail(verb, rest, task)

    def detail(self, verb: str, rest: str, task: dict[str, Any]) -> None:
        if verb == "O":
            task["output"] = rest
        elif verb == "A+":
            task["agencies"] = [*task["agencies"], *_agencies(rest)]
        elif verb == "F":
            task["flags"] += rest.split()
        elif verb == "+":
            task["description"] += " " + _bare(split_mark(self.last)[2])
        elif verb == "S":
            self.document.statistics.append(_statistic(rest, self.document))
        elif verb == "C":
            self.document.clusters.append(_cluster(rest, self.document))
        elif verb == "R":
            self.document.citations.append(_citation(rest))
        else:
            raise ValueError(f"{self.document.id}: unknown annotation !{verb}")

    def task(self, rest: str, *, optional: bool) -> None:
        block = self.document.blocks[-1]
        labels = [label for _, label, _ in self.stack if label not in "-+"]
        inner = self.stack if block.kind == "row" else self.stack[:-1]
        depth, _, text = split_mark(block.text)
        if depth is None or block.kind in ("row", "italic"):
            inner = self.stack
        if block.kind == "row":
            text = block.cells[1]
            labels = [*labels, block.cells[0]]
        headings = [heading for _, _, heading in inner if heading is not None]
        task = {
            "description": _bare(text),
            "section": labels,
            "heading": headings[-1] if headings else None,
            "agencies": _agencies(rest) or [dict(agency) for agency in self.own],
            "deadline": None,
            "other_deadlines": [],
            "output": None,
            "flags": ["optional"] if optional else [],
        }
        self.document.tasks.append(task)
        self.pending.append(task)


def _bare(text: str) -> str:
    return re.sub(r"\s+", " ", NOTE_MARK.sub("", text)).strip()


def load(path: Path) -> Document:
    """The document of one source file."""
    text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
    head, _, body = text.partition("\n---\n")
    header: dict[str, str] = {}
    lists: dict[str, tuple[str, ...]] = {}
    for line in head.splitlines():
        key, _, value = line.partition(":")
        if key in LISTS:
            lists[key] = tuple(part.strip() for part in value.split(" | "))
        else:
            header[key] = value.strip(" ") if key != "number" else value[1:]
    header["id"] = path.stem
    document = Document(header, lists)
    reader = _Reader(document)
    for line in body.splitlines():
        if line.strip():
            reader.line(line.rstrip())
        else:
            reader.pending = []
    return document


def load_all(ids: list[str] | None = None) -> list[Document]:
    """All documents of the corpus, or those named, by id."""
    paths = sorted((ROOT / "source").glob("*.src"))
    return [load(path) for path in paths if not ids or path.stem in ids]


def _title(header: dict[str, str]) -> str | None:
    if header.get("bare"):  # a page of a website has a headline, no trích yếu
        return None
    return f"V/v {header['subject']}" if "subject" in header else header.get("title")


def _signer(document: Document) -> dict[str, str | None]:
    sign = document.lists.get("sign", ())
    heads = [re.match(r"(TM|KT|TL|TUQ|Q|T/M)\.?\s", line) for line in sign]
    authority = [head.group(1).replace("/", "") for head in heads if head]
    return {
        "name": document.header.get("signer"),
        "position": document.header.get("position"),
        "authority": f"{authority[-1]}." if authority else None,
    }


def gold(document: Document) -> dict[str, Any]:
    """The gold record, in the shape of the record contract."""
    header = document.header
    number = header.get("number", "").strip()
    number = "" if number.startswith("/") else number  # left blank on paper
    for task in document.tasks:
        if not task["agencies"] and "optional" not in task["flags"]:
            task["flags"].append("no_assignee")
    parents = int(header.get("parent_lines", "0"))
    lines = " ".join(document.lists.get("issuer_lines", ())[parents:])
    return {
        "schema_version": "1.0",
        "document": {
            "type": header.get("type"),
            "number_symbol": header.get("number_symbol", number) or None,
            "issuer": {
                "name": header["issuer"],
                "text": header.get("issuer_text", lines),
            }
            if "issuer" in header
            else None,
            "place": header.get("place"),
            "issued_on": header.get("date"),
            "title": _title(header),
            "signer": _signer(document) if "signer" in header else None,
            "recipients": [
                entry.rstrip(";.,") for entry in document.lists.get("recipients", ())
            ],
            "citations": document.citations,
        },
        "tasks": document.tasks,
        "statistics": document.statistics,
        "clusters": document.clusters,
    }
