"""Signature blocks: authority, post and name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ccndocs.structure.letterhead import joined
from ccndocs.structure.posts import (
    deputy_of,
    exact_post,
    garbled_deputy,
    likely_post,
    shown,
)
from ccndocs.structure.rows import Row, cut
from ccndocs.types.layout import LineRole
from ccndocs.types.tree import Field, Passage, Signer
from ccndocs.vi.fold import fold
from ccndocs.vi.issuers import issuer_name
from ccndocs.vi.names import is_surname
from ccndocs.vi.syllables import is_syllable
from ccndocs.vi.tables import folded_lists

_FOLDED = folded_lists("page_words")

_AUTHORITY = re.compile(
    r"(?:(?P<stroke>T/M|K/T|T/L)\s?[.,:]?|(?P<plain>TM|KT|TL|TUQ|T\.UQ|Q)\s?[.,:])\s*"
)
# Posts as fold() sees them; those that begin one make the line a signature's.
_POSTS = re.compile(rf"(?:pho )?(?:{_FOLDED['posts']})\b")
# Words of agencies: "NHÂN DÂN" below "TM. ỦY BAN" is no person.
_BODY = re.compile(rf"\b(?:{_FOLDED['no_persons']})\b")
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_STAMP = re.compile(
    r"\(?(?:[Đđ]ã ký|ĐÃ KÝ|[Kk]ý tên|[Kk]ý, đóng dấu)|Ký bởi|Người ký|Thời gian ký|"
    r"Ngày ký|"
    r"Cơ quan:|Email:|Chức vụ:"
)
_UNSURE = 0.65
_DARK = 0.5  # the first word of "BÍ THƯ" under a seal that may hide "PHÓ"
_READ = 0.7  # a line below a post is read with less where it is a seal's ring
_TITLES = re.compile(
    r"(?:[A-ZĐƯ]{1,5}[.:;,]\s?){2,5}|"  # of a scan: "NGND.PGS:TS. Lê Văn An"
    r"(?:(?:PGS|GS|TS|ThS|Ths|ThS|BS|BSCKI{1,2}|BSCK|CKI{1,2}|KS|CN|LS|"
    r"Ths)\.?\s?[.,]?\s*)+"
    r"|(?:Đại tướng|Thượng tướng|Trung tướng|Thiếu tướng|Đại tá|Thượng tá|Trung tá|"
    r"Thiếu tá|"
    r"Đại úy|Thượng úy|Trung úy|Thiếu úy)\s+|(?:Ông|Bà|Đ/c)\s+"
)
_TITLED = (
    "chủ tịch",
    "giám đốc",
    "tổng giám đốc",
    "bộ trưởng",
    "thứ trưởng",
    "thủ tướng",
    "chánh Văn phòng",
    "văn phòng",
    "chủ nhiệm",
    "cục trưởng",
    "vụ trưởng",
    "trưởng ban",
    "trưởng phòng",
    "hiệu trưởng",
    "bí thư",
    "sở",
    "ủy ban nhân dân",
    "hội đồng nhân dân",
    "chi cục trưởng",
    "chánh Thanh tra",
    "thống đốc",
    "tổng biên tập",
    "viện trưởng",
    "tổng cục trưởng",
    "chính phủ",
)


def is_signature(text: str) -> bool:
    """Whether the line is one of a signature's: authority or post, in capitals.

    "KT. CHỦ TỊCH", "PHÓ GIÁM ĐỐC"; not "Chủ tịch UBND tỉnh yêu cầu …".
    """
    if len(text) > 70 or text.endswith((";", ":")):
        return False
    letters = [c for c in text if c.isalpha()]
    if not letters or sum(c.isupper() for c in letters) * 10 < len(letters) * 8:
        return False
    return bool(_AUTHORITY.match(text) or _POSTS.match(fold(text)))


def goes_on_post(above: Row, row: Row) -> bool:
    """Whether the row goes on with a broken post: "TM. ỦY BAN / NHÂN DÂN"."""
    return (
        is_signature(above.text)
        and not row.gap
        and not row.bars
        and row.role is above.role
        and len(row.text) < 40
        and row.caps
    )


def is_stamp(text: str) -> bool:
    """Whether it is "(Đã ký)" or of an electronic signature: no document's words."""
    return bool(_STAMP.match(text))


def name_in(text: str) -> str | None:
    """The personal name that a line is, None for anything else.

    >>> name_in("Trần Văn An"), name_in("ThS. Lê Thị Bình"), name_in("Tổ chức cán bộ")
    ('Trần Văn An', 'Lê Thị Bình', None)
    """
    start = _TITLES.match(text)
    name = text[start.end() if start else 0 :].strip(" .")
    words = name.split()
    if not 2 <= len(words) <= 6 or len(name) > 40:
        return None
    if not all(_NAME_WORD.fullmatch(word) and word[0].isupper() for word in words):
        return None
    if _POSTS.match(fold(name)) or (name.isupper() and _BODY.search(fold(name))):
        return None
    parts = [part for word in words for part in re.split("['’-]", word)]
    strange = sum(not is_syllable(part.lower()) for part in parts)
    if strange > 1 or strange > len(words) - 2:
        is_other = _of_other_people(words)
        return name if is_other and len(words) < 6 else None
    return name


def _of_other_people(words: Sequence[str]) -> bool:
    """Whether a name is one of the highlands: "Kpă Thuyên", "Y Thoan Niê Kdăm"."""
    return any(is_surname(word) for word in words) or words[0] in ("Y", "H'", "K'")


def read_signers(block: Sequence[Row]) -> tuple[Signer, ...]:
    """The signers of a block: each is posts, then a name.

    Of a scan a post may be garbled, or illegible altogether above a legible name.
    """
    signers: list[Signer] = []
    posts: list[Row] = []
    for row in block:
        if is_stamp(row.text):
            continue
        if is_signature(row.text) or _garbled_post(row, posts) is not None:
            posts.append(row)
        elif (name := _read_name(row)) is not None and (posts or _alone(row, name)):
            signers.append(_signer(posts, row, name))
            posts = []
        elif posts and not row.bars and row.caps and not _sealed(row, posts[-1]):
            posts.append(row)
    if posts:
        signers.append(_signer(posts, None, ""))
    return tuple(signers)


def _garbled_post(row: Row, posts: Sequence[Row]) -> str | None:
    """The post that a scan's line is, signs of a seal or a hand around it aside."""
    if not _scanned(row):
        return None
    exact = exact_post(row.text)
    if exact is not None and posts and exact == _chief(posts[-1]):
        # Nobody signs in his own place: a seal hides "PHÓ".
        return deputy_of(exact)
    if exact is not None or not posts:
        return exact or likely_post(row.text, None)
    above = exact_post(posts[-1].text)
    if above is not None and garbled_deputy(row.text, above):
        return deputy_of(above)
    return likely_post(row.text, _chief(posts[-1]))


def _chief(row: Row) -> str | None:
    """In whose place somebody signs: the chief of "KT. GIÁM ĐỐC"."""
    found = _AUTHORITY.match(row.text)
    if not found or _canonical(found) != "KT.":
        return None
    return exact_post(row.text[found.end() :])


def _alone(row: Row, name: str) -> bool:
    """Whether it is the signer's name though no post above it was legible."""
    return row.role is LineRole.ENDING_RIGHT and _scanned(row) and len(name.split()) > 2


def _read_name(row: Row) -> str | None:
    """The name in the row; of a scan only one that begins with a surname.

    Seals hide the first word and leave "Trúc Giang" of "Nguyễn Trúc Giang".
    """
    name = name_in(row.text)
    if name is None or not _scanned(row):
        return name
    return name if is_surname(name.split()[0]) else None


def _scanned(row: Row) -> bool:
    """Whether an OCR engine read it: it is never wholly sure."""
    return any(word.confidence < 1.0 for word in row.line.words)


def _sureness(row: Row) -> float:
    """How sure the engine was of the row's words, as a mean."""
    return sum(word.confidence for word in row.line.words) / len(row.line.words)


def _sealed(row: Row, above: Row) -> bool:
    """Whether the words in capitals are a seal's: read unsurely, or far below.

    Nothing goes on with a post that is whole.
    """
    if not _scanned(row):
        return False
    sure = _sureness(row)
    whole = exact_post(above.text) is not None
    return whole or sure < 0.8 or (row.line.gap or 0.0) > 0.9


def _signer(posts: Sequence[Row], row: Row | None, name: str) -> Signer:
    field = None
    if row is not None:
        at = row.text.rindex(name)
        mixed = any(len(w) > 1 and w.isupper() for w in name.split())
        as_shown = name.title() if mixed else name
        passage = cut(row.passage, at, at + len(name))
        flags = ("signer_unsure",) if _unsure(row) else ()
        field = Field(as_shown, passage, flags=flags)
    if posts and all(_scanned(post) for post in posts):
        settled = _scanned_posts(posts)
        if settled is not None:
            return Signer(field, *settled)
    authority = None
    lines: list[Passage] = []
    instead = False  # the line names the one in whose place somebody signs
    for post in posts:
        found = _AUTHORITY.match(post.text)
        if found:
            authority = _canonical(found)
            instead = authority in ("KT.", "TL.", "TUQ.")
            lines = [] if instead else [cut(post.passage, found.end())]
            instead = instead and post.text.endswith((",", " -"))
        elif instead:
            instead = post.text.endswith(",")
        elif authority == "TM." and _POSTS.match(fold(post.text)):
            authority, lines = "TM.", [post.passage]
        elif not lines or not _scanned(post) or _sureness(post) >= _READ:
            lines.append(post.passage)
    whole = joined(lines)
    if whole is not None and all(map(_scanned, posts)):
        hidden = authority == "TM." and posts[-1].line.words[0].confidence < _DARK
        position = None if hidden else _scanned_post(posts, whole.text)
        return Signer(field, position, authority)
    return Signer(field, official_post(whole.text) if whole else None, authority)


def _scanned_post(posts: Sequence[Row], text: str) -> str | None:
    """The last post of a scan; None where so little is legible that it names none.

    Below "KT. CHỦ TỊCH" a garbled "Ủ TỊCH" is his deputy's; "VĂN PHÒNG" of "CHÁNH VĂN
    PHÒNG" and the body of "TM. ỦY BAN NHÂN DÂN" are no posts.
    """
    alone = len(posts) > 1 and text == posts[-1].text
    known = _garbled_post(posts[-1], posts[:-1]) if alone else None
    if known is not None:
        return shown(known)
    if _POSTS.match(fold(text)):
        return official_post(text)
    whole = text.isupper() and all(is_syllable(w.lower()) for w in text.split())
    return official_post(text) if whole and not _BODY.match(fold(text)) else None


def _unsure(row: Row) -> bool:
    """Whether the engine's readings of the name did not agree."""
    return any(word.confidence < _UNSURE for word in row.line.words)


def _scanned_posts(posts: Sequence[Row]) -> tuple[str, str | None] | None:
    """Position and authority where a chief, a deputy or both are all that is said.

    "GIÁM ĐỐC" right above "PHÓ GIÁM ĐỐC": the deputy signs in the director's place,
    whatever became of the "KT." that a hand wrote before it.
    """
    said = []
    for index, post in enumerate(posts):
        rest = (
            post.text[found.end() :] if (found := _AUTHORITY.match(post.text)) else ""
        )
        known = exact_post(rest) if found else _garbled_post(post, posts[:index])
        if known is None or (found and _canonical(found) != "KT."):
            return None
        if known not in said:
            said.append(known)
    written = any(_AUTHORITY.match(post.text) for post in posts)
    if len(said) == 2 and said[1] == deputy_of(said[0]):
        return shown(said[1]), "KT."
    if len(said) == 1 and not written:
        return shown(said[0]), None
    return None


def _canonical(found: re.Match[str]) -> str:
    letters = re.sub(r"[^A-Z]", "", found["stroke"] or found["plain"])
    return f"{letters}."


def official_post(text: str) -> str:
    """A post as written inside a text; slips of OCR in known ones are borne.

    >>> official_post("PHÓ CHỦ TỊCH"), official_post("PHO GIAM ĐÓC")
    ('Phó Chủ tịch', 'Phó Giám đốc')
    """
    if not text.isupper():
        return text
    text = " ".join(text.split())
    vice = fold(text).startswith("pho ")
    words = fold(text)[4 * vice :]
    for name in sorted(_TITLED, key=len, reverse=True):
        if not f"{words} ".startswith(f"{fold(name)} "):
            continue
        post = f"Phó {_capital(name)}" if vice else _capital(name)
        rest = text[4 * vice + len(name) :].strip()
        if not rest:
            return post
        if _BODY.match(fold(rest)):
            return f"{post} {issuer_name([rest])}"
    small = text.lower()
    for name in sorted(_TITLED, key=len, reverse=True):
        shown = _capital(name)
        small = re.sub(rf"(?<!\w){name.lower()}(?!\w)", shown, small)
    return _capital(small)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
