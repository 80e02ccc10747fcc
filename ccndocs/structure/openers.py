"""Lines that open a paragraph by their own words, whatever stands above them."""

from __future__ import annotations

import re

from ccndocs.structure.pairs import Pair
from ccndocs.vi.charged_lines import charges_below, only_names
from ccndocs.vi.fold import fold
from ccndocs.vi.labels import role_label
from ccndocs.vi.part_titles import names_part

_ENACTING = re.compile(r"(?:quyet dinh|quyet nghi)\W*|(?:nghi quyet|chi thi)\s*:\W*")
_GROUND = re.compile(r"(?:Căn cứ|Xét|Theo đề nghị)\b")


def is_enacting(text: str) -> bool:
    """The line between the bases of a decision and its articles: "QUYẾT ĐỊNH:"."""
    return len(text) < 20 and text.isupper() and bool(_ENACTING.fullmatch(fold(text)))


def opens_item(pair: Pair) -> bool | None:
    """A mark opens a paragraph."""
    return False if pair.mark is not None else None


def under_heading(pair: Pair) -> bool | None:
    """A line marked up as a heading ("## …") stands alone."""
    return False if pair.last.heading or pair.row.heading else None


def opens_role_line(pair: Pair) -> bool | None:
    """So does a role label, unless it stands in a sentence."""
    if role_label(pair.row.text) is None or pair.small:
        return None
    return False


def opens_ground(pair: Pair) -> bool | None:
    """Each "Căn cứ …" is a paragraph, and so is "QUYẾT ĐỊNH:" below them."""
    if is_enacting(pair.row.text) or is_enacting(pair.last.text):
        return False
    return False if pair.stopped and _GROUND.match(pair.row.text) else None


def opens_closing(pair: Pair) -> bool | None:
    """What ends a document stands alone: "Văn phòng Chính phủ thông báo để … biết"."""
    return False if pair.stopped and _CLOSING.match(pair.row.text) else None


_CLOSING = re.compile(
    r"Trên đây là\s|Văn phòng [^.;:]{2,60}?\s(?:xin |trân trọng )?"
    r"(?:thông báo|kính báo)(?!\w)"
)


def opens_duties(pair: Pair) -> bool | None:
    """So does a line that only says whose work follows: "Sở Y tế có trách nhiệm:"."""
    text = pair.row.text
    names = charges_below(text) or only_names(text)
    return False if pair.stopped and names else None


def opens_part(pair: Pair) -> bool | None:
    """So does the title of a part: "… miền núi." / "Nội dung, nhiệm vụ"."""
    return False if pair.stopped and names_part(pair.row.text) else None


def below_lead_in(pair: Pair) -> bool | None:
    """What an announcement opens stands below it: "… có ý kiến như sau:" / "Sở A …"."""
    return False if _ANNOUNCES.search(pair.last.text) and not pair.small else None


_ANNOUNCES = re.compile(r"\b(?:như sau|sau đây|sau)\s*:$")
