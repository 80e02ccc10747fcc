"""HTML, also as Word saves it: paragraphs, lists, tables, footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ccndocs.source.encodings import decode
from ccndocs.source.inline import Piece, lines_from
from ccndocs.source.markup import BLANK, Blocks, RawCell, table_blocks, trimmed
from ccndocs.source.pages import Pages, selected
from ccndocs.source.plain import PROBLEMS
from ccndocs.types.issue import IssueLog
from ccndocs.types.options import Options
from ccndocs.types.page import Line, Source, SourcePage, Table

_CHARSET = re.compile(rb"<meta[^>]*charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_DROPPED = frozenset(
    {"script", "style", "head", "title", "template", "noscript", "iframe", "object"}
    | {"select", "svg", "math"}
)
_SPACED = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "ul", "ol", "dl"}
    | {"table", "hr"}
)
_BLOCK = _SPACED | frozenset(
    {"html", "body", "div", "li", "dt", "dd", "tr", "td", "th", "section", "article"}
    | {"header", "footer", "main", "nav", "aside", "center", "form", "fieldset"}
    | {"address", "figure", "figcaption", "caption", "tbody", "thead", "tfoot"}
)
_SOURCE_SPACES = re.compile(r"[ \t\r\n]+")
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_NOTE = re.compile(r"mso-element\s*:\s*(?:foot|end)note(?![\w-])", re.IGNORECASE)
_RULED = re.compile(r"border[\w-]*\s*:[^;]*(?:solid|double|dotted|dashed)", re.I)
_DEEPEST = 200  # elements within elements; below that only the text is taken


@contextmanager
def open_html(source: Source, options: Options, issues: IssueLog) -> Iterator[Pages]:
    """The one page of an HTML file."""
    declared = _CHARSET.search(source.data[:4096])
    name = declared[1].decode("ascii").lower() if declared else None
    decoded = decode(source.data, name)
    if decoded.problem is not None:
        note = PROBLEMS[decoded.problem].format(encoding=decoded.encoding)
        issues.add(decoded.problem, note)
    layer = blocks_of(decoded.text)
    page = SourcePage(1, None, None, layer or None)
    yield Pages(1, selected(source, 1, options), lambda number: page)


def blocks_of(text: str) -> Blocks:
    """Lines and tables of an HTML text, a blank line between paragraphs."""
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    if root is None:
        return ()
    return trimmed(_Walker().blocks(root))


class _Walker:
    """Collects the blocks of one element; a cell has a walker of its own."""

    def __init__(self, depth: int = 0) -> None:
        self._blocks: list[Line | Table] = []
        self._pieces: list[Piece] = []
        self._depth = depth
        self._note = False

    def blocks(self, element: Any) -> list[Line | Table]:
        """Everything below `element`."""
        self._children(element, Piece(""))
        self._flush()
        return self._blocks

    def _children(self, element: Any, style: Piece) -> None:
        self._text(element.text, style, element)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, style)
            self._text(child.tail, style, element)

    def _element(self, element: Any, style: Piece) -> None:
        tag = _tag(element)
        if tag in _DROPPED or _HIDDEN.search(element.get("style") or ""):
            return
        if self._depth > _DEEPEST:
            self._text(" ".join(element.itertext()), style, element)
        elif tag == "br":
            self._pieces.append(Piece("\n"))
        elif tag == "table":
            self._gap()
            rows = [_cells(row, self._depth) for row in _rows(element)]
            self._blocks += table_blocks(rows, ruled=_is_ruled(element))
            self._gap()
        else:
            self._depth += 1
            self._inside(element, tag, style)
            self._depth -= 1

    def _inside(self, element: Any, tag: str, style: Piece) -> None:
        """An element that holds text: a block of its own, or part of a line."""
        is_note = bool(_NOTE.search(element.get("style") or ""))
        if tag in _SPACED or is_note:
            self._gap()
        elif tag in _BLOCK:
            self._flush()
        if tag == "li":
            self._pieces.append(Piece(_list_mark(element)))
        self._note = self._note or is_note
        self._children(element, _styled(element, tag, style))
        if tag in _SPACED or is_note:
            self._gap()
        elif tag in _BLOCK:
            self._flush()
        if is_note:
            self._note = False

    def _text(self, text: str | None, style: Piece, element: Any) -> None:
        if not text:
            return
        if _tag(element) != "pre":
            text = _SOURCE_SPACES.sub(" ", text)
        self._pieces.append(Piece(text, style.bold, style.italic, style.raised))

    def _flush(self) -> None:
        """End the line."""
        self._blocks += lines_from(self._pieces, note=self._note)
        self._pieces = []

    def _gap(self) -> None:
        """End the paragraph."""
        self._flush()
        if self._blocks and self._blocks[-1] != BLANK:
            self._blocks.append(BLANK)


def _tag(element: Any) -> str:
    """The tag without a namespace, in lower case."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _styled(element: Any, tag: str, style: Piece) -> Piece:
    """The format of the text directly below `element`."""
    css = element.get("style") or ""
    return Piece(
        "",
        bold=style.bold or tag in ("b", "strong", "th", "h1", "h2", "h3", "h4")
        or bool(_BOLD.search(css)),
        italic=style.italic or tag in ("i", "em") or "font-style:italic" in css,
        raised=style.raised or tag == "sup" or "vertical-align:super" in css,
    )  # fmt: skip


def _list_mark(item: Any) -> str:
    """The mark a browser would show: "1." in ordered lists, "-" in others."""
    parent = item.getparent()
    if parent is None or _tag(parent) != "ol":
        return "- "
    number = _number_or(parent.get("start"), 1)
    for sibling in parent:
        if sibling is item:
            break
        if _tag(sibling) == "li":
            number = _number_or(sibling.get("value"), number) + 1
    number = _number_or(item.get("value"), number)
    if parent.get("type") == "a" and 1 <= number <= 26:
        return f"{chr(96 + number)}) "
    return f"{number}. "


def _number_or(text: str | None, default: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"\d{1,6}", text) else default


def _rows(table: Any) -> list[Any]:
    """The rows of this table, not of tables within it."""
    rows = []
    for child in table:
        tag = _tag(child)
        if tag == "tr":
            rows.append(child)
        elif tag in ("tbody", "thead", "tfoot"):
            rows += [row for row in child if _tag(row) == "tr"]
    return rows


def _cells(row: Any, depth: int) -> list[RawCell]:
    return [
        RawCell(
            trimmed(_Walker(depth + 1).blocks(cell)),
            _number_or(cell.get("rowspan"), 1),
            _number_or(cell.get("colspan"), 1),
        )
        for cell in row
        if _tag(cell) in ("td", "th")
    ]


def _is_ruled(table: Any) -> bool:
    """Whether the table shows rules, or says which of its cells are headings."""
    if (table.get("border") or "0") not in ("0", "0px", "none"):
        return True
    if "MsoTableGrid" in (table.get("class") or ""):
        return True
    for element in table.iter():
        if _tag(element) == "th" or _RULED.search(element.get("style") or ""):
            return True
    return False
