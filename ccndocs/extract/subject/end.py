"""Where a name that no table knows ends: at its verb, a bracket or a colon."""

from __future__ import annotations

from dataclasses import replace

from ccndocs.extract.subject.head import TRADES, Head
from ccndocs.extract.subject.name import SCOPE, scope_end
from ccndocs.vi import lazy_re as re
from ccndocs.vi.phrases import phrase_at
from ccndocs.vi.tables import word_lists
from ccndocs.vi.verbs import clear_verb_at, opens_with_verb, starts_with_verb
from ccndocs.vi.words import tokens

_WORDS = word_lists("agency_words")

_WORD = re.compile(r"\S+")
_LONGEST = 22  # words: "Chủ tịch UBND các xã: A, B, C, D huy động …" has 16
# "Giám đốc là người …": told, not ordered.
_NARRATES = frozenset(("là", "nhằm", "thì"))
# "Các đơn vị đã triển khai" is told too, but "Các hộ đang nuôi tôm gia cố lồng bè".
_TOLD = re.compile(r"\b(?:đã|đang)\s*$")
# "Tổ giúp việc là đầu mối tổng hợp …" orders.
_SERVES = re.compile(r"là (?:cơ quan|đơn vị|đầu mối|lực lượng)\b")
# "Các chủ rừng, nhất là các công ty lâm nghiệp, rà soát …".
_ABOVE_ALL = re.compile(r"[, ]*\b(?:nhất|đặc biệt|trước hết)\s*$")
# "Các ngân hàng thương mại [quyết liệt] triển khai": how, not who
_MANNER = re.compile(rf"(?:,?\s+(?:{_WORDS['manner']}))+$")
_PASSIVE = re.compile(r"\b(?:được|bị)\s*$")
# "Chủ rừng khi phát hiện cháy phải báo ngay …": the verb comes later.
_WORDS_AFTER = _NARRATES | {"khi", "nếu", "phải", "cần", "để", "mỗi"}


def end_of_name(text: str, head: Head) -> int | None:
    """Where a name ends; its own trade is no verb: "Các cơ sở nuôi cá".

    Nor is the work of an authority: "Cơ quan đăng ký đầu tư có trách nhiệm …".
    """
    work = _OF_WORK.match(text, head.stop) if head.kind == "body" else None
    if work is not None and _AUTHORITY.search(text[: head.stop]):
        return work.end("work")
    trade = TRADES.match(text, head.stop) if head.kind == "each" else None
    if trade is not None:
        end = _end_behind(text, replace(head, stop=trade.end()))
        if end is not None:
            return end
    return _end_behind(text, head)


def _end_behind(text: str, head: Head) -> int | None:
    """Where the verb, the bracket or the colon after a name stands; None if nowhere."""
    start = head.stop
    for count, word in enumerate(_WORD.finditer(text, start)):
        before = text[start : word.start()]
        if count > _LONGEST or re.search(r"[.;!?]\s*$", before):
            return None
        if before.rstrip().endswith(":"):
            return _at_colon(text, word.start(), head)
        if word[0].startswith("("):
            return _at_bracket(text, word.start())
        small = word[0].strip(",")
        if small in _WORDS_AFTER and before[-4:] != "Hậu ":
            return _at_small(text, head, word.start())
        if head.kind in ("post", "person") and SCOPE.match(text, word.start()):
            scope = scope_end(text, word.start())
            if scope is not None:
                return scope
        if _verb_at(text, word.start(), head) and not _PASSIVE.search(before):
            name = _MANNER.sub("", text[start : word.start()].rstrip(" ,:"))
            end = start + len(name.rstrip(" ,"))
            return None if _TOLD.search(before) else end
        if head.kind == "place" and not (word[0][0].isupper() or word[0][0].isdigit()):
            return None
    return None


def end_behind_work(text: str, head: Head) -> int | None:
    """The end of a team's name that is its own work: "Tổ bảo vệ ghi sổ xe ra vào".

    Its work's words, and then the verb of the order with nothing between.
    """
    if _TEAM_OF_WORK.match(text[: head.stop].split()[-1]) is None:
        return None
    for count, word in enumerate(_WORD.finditer(text, head.stop)):
        if count > _WORK_WORDS or text[: word.start()].rstrip()[-1] in ".,;:(":
            return None
        if word[0] in _NO_WORK:
            return None
        verb = starts_with_verb(text[word.start() :]) and word[0].islower()
        if count >= 2 and verb and not _is_second(text, word.start()):
            return len(text[: word.start()].rstrip())
    return None


_NO_WORK = frozenset(
    ("do", "là", "có", "gồm", "của", "được", "đã", "sẽ", "theo", "tại")
)
_WORK_WORDS = 5
_TEAM_OF_WORK = re.compile(r"(?:Tổ|Đội|Nhóm|phận)$")


def _verb_at(text: str, at: int, head: Head) -> bool:
    """Whether the order begins at `at`.

    "Các thành viên Chính phủ rà soát …": no verb, though "phủ" can be one.
    """
    if text.startswith("cố vấn học tập", at - len("cố vấn ")):
        return False
    if _INVESTOR.search(text[:at]) and text.startswith("đầu tư", at):
        return False  # "Người đứng đầu Chủ đầu tư chịu trách nhiệm …"
    if text.startswith("Chính phủ", at - len("Chính ")) or _names_team(text, at):
        return False
    if text.startswith("Văn phòng ", at - len("Văn phòng ")):
        acts = clear_verb_at(text, at) or _acts(text, at, head)
        return acts and not _OFFICE.match(text, at)
    return clear_verb_at(text, at) or _acts(text, at, head)


_INVESTOR = re.compile(r"\b(?:[Cc]hủ|[Nn]hà)\s$")
# "Văn phòng đăng ký đất đai", "Văn phòng điều phối nông thôn mới": which office
_OFFICE = re.compile(r"(?:đăng ký|điều phối|công chứng|đại diện|tư vấn)\b", re.I)
# "Cơ quan [đăng ký đầu tư] có trách nhiệm …": which one, and what it does
_AUTHORITY = re.compile(r"\b(?:cơ quan|đơn vị)$", re.IGNORECASE)
_OF_WORK = re.compile(
    rf"(?P<work>\s(?:{_WORDS['work_of_an_office']}|phối hợp(?! với| cùng| chặt)|"
    r"chủ trì(?! phối|,))(?:\s(?!có\b|phải\b|cần\b)[^\s,.;:]+){0,7}?),?\s+"
    r"(?:có (?:trách nhiệm|nhiệm vụ)|chịu trách nhiệm|phải)\b",
    re.IGNORECASE,
)
# "Trưởng [đoàn thẩm định] phân công": what a team is for, and what it does.
_TEAM = re.compile(r"(?:đoàn|tổ|hội đồng|ban)\s+$", re.IGNORECASE)


def _names_team(text: str, at: int) -> bool:
    """Whether the verb at `at` says what team it is, and another one follows."""
    noun = _TEAM.search(text[:at])
    if noun is None:
        return False
    words = tokens(text[noun.start() : noun.start() + 60])
    head = phrase_at("agency_heads", words, 0)
    if head is None or not (head.alone or head.name == "Ban Tổ chức"):
        return False
    end = noun.start() + words[len(head.keys) - 1].stop
    return end > at and clear_verb_at(text, end + 1)


def _acts(text: str, at: int, head: Head) -> bool:
    """Whether a verb of one syllable stands right behind a whole name.

    "Tổ Văn phòng gom bảng điểm", "Kế toán nộp tiền": behind capitals, or behind a
    head that says alone who it is.
    """
    if not text[at].islower() or not starts_with_verb(text[at:]):
        return False
    if _is_second(text, at):
        return False
    if text.startswith("giúp việc", at):
        return False
    name = text[head.stop : at].split()
    if not name:
        return head.kind == "person" or not head.one
    if _OF_EACH.fullmatch(" ".join(name)):
        return True
    if name[-2:] == ["địa", "bàn"]:
        return True  # "Các trường học trên địa bàn mở cổng phụ"
    tells = _PLACED.intersection(name) or name[-1] == "Hậu"
    return (name[-1][0].isupper() or name[-1].isdigit()) and not tells


def _is_second(text: str, at: int) -> bool:
    """Whether the verb is the second syllable of a word: "Địa chính - Xây [dựng]"."""
    start = text.rfind(" ", 0, at - 1) + 1
    if not text[start : start + 1].isupper():
        return False
    pair = text[start : start + 1].lower() + text[start + 1 :]
    return clear_verb_at(f" {pair}", 1) and not clear_verb_at(f" {text[at:]}", 1)


# "Bí thư [các chi bộ] đưa …", "Tổ trưởng [31 tổ dân phố] lập …": nothing is left out.
_OF_EACH = re.compile(
    r"(?:(?:chi bộ|chi đoàn|chi hội|đảng bộ|chi ủy|tổ) (?=các |từng |mỗi ))?"
    rf"(?:(?:các|từng|mỗi|\d+) )?(?:{_WORDS['each_has_one']})"
)


def _at_small(text: str, head: Head, at: int) -> int | None:
    """The end of a name before a small word that may tell ("là") or lead to a verb.

    "Giáo viên chủ nhiệm phải gọi …": a head that says alone who it is.
    """
    start = head.stop
    if _SERVES.match(text, at):
        return len(text[:at].rstrip(" ,"))
    above = _ABOVE_ALL.search(text[start:at])
    if above is not None:
        return _before_verb(text, start + above.start())
    told = text[at:].split(maxsplit=1)[0].strip(",") in _NARRATES
    whole = bool(text[start:at].strip(" ,")) or not head.one
    return _before_verb(text, at) if whole and not told else None


def _before_verb(text: str, at: int) -> int | None:
    """The end of a name before "phải", "khi …", if the sentence has its verb."""
    sentence = re.split(r"[.;!?]\s", text[at:], maxsplit=1)[0]
    must = _MUST.match(sentence)
    if must is not None and starts_with_verb(sentence[must.end() :]):
        return len(text[:at].rstrip(" ,"))
    if any(clear_verb_at(sentence, w.start()) for w in _WORD.finditer(sentence)):
        return len(text[:at].rstrip(" ,"))
    return None


_MUST = re.compile(r"(?:phải|cần|mỗi \w+)\s+")  # "Các khoa còn lại mỗi khoa cử …"


def _at_bracket(text: str, start: int) -> int | None:
    """The name before "(Văn phòng xã): dựng …", if an order follows the bracket."""
    closed = text.find(")", start)
    rest = text[closed + 1 :].lstrip() if closed > 0 else ""
    behind = rest.lstrip(" :,")
    if not behind:
        return None
    small = rest[:1] == ":" and behind[0].islower()
    if small or clear_verb_at(behind, 0) or opens_with_verb(behind):
        return len(text[:start].rstrip())
    return None


def _at_colon(text: str, start: int, head: Head) -> int | None:
    """Where the name before a colon ends, if an order follows ("Tổ A: dựng rạp …").

    Names may follow instead, and the order after them: "Các xã: A, B huy động …".
    """
    if opens_with_verb(text[start:]):
        return len(text[:start].rstrip(" :"))
    if head.kind not in {"each", "post"}:
        return None
    end = _names_end(text, start)
    return end if end > start and clear_verb_at(text, end + 1) else None


def _names_end(text: str, start: int) -> int:
    """Where a list of names ends: "Đồng Mơ, Lộc Thượng và Phú Hậu"; `start` if none."""
    end = start
    for word in _WORD.finditer(text, start):
        if word[0] == "và":
            continue
        if not (word[0][0].isupper() or word[0][0].isdigit()):
            break
        end = word.end() - len(word[0]) + len(word[0].rstrip(".,;:"))
        if word[0][-1] in ".;:":
            break
    return end


_SHORT = 8  # words of "Giáo viên chủ nhiệm khối 12", which heads its duties
_PLACED = frozenset(("tại", "ở", "trong", "trên", "về", "từ", "đến", "vào", "cho"))
# Who may head what follows without a verb of his own.
_HEADS_ALONE = re.compile(
    r"(?:(?:Hiệu t|T)rưởng|Giám đốc|Chủ tịch|Bí thư|Chủ nhiệm|Đội trưởng|Thủ trưởng|"
    r"Người đứng đầu)\s+(?:các|từng|mỗi)\s|"
    rf"(?:Các|Mỗi|Từng)\s+(?:{_WORDS['heads_alone']}|chủ \w+)(?!\w)",
)


def whole_end(text: str, start: int, head: Head) -> int | None:
    """The end of a passage that is nothing but a name, for a heading.

    "Tổ trưởng các tổ dân phố:", "Giáo viên chủ nhiệm khối 12".
    """
    whole = text.rstrip(" :.")
    short = head.kind == "person" and len(whole.split()) <= _SHORT
    if not (short or _HEADS_ALONE.match(whole, start)) or len(whole) > 160:
        return None
    rest = whole[head.stop :]
    if re.search(r"[.;!?()]", rest) or any(
        clear_verb_at(rest, word.start()) or word[0] in _NARRATES
        for word in _WORD.finditer(rest)
    ):
        return None
    colon = rest.find(":")
    if colon >= 0:
        if _names_end(rest, colon + 1) != len(rest):
            return None
    elif text.rstrip().endswith("."):
        return None
    return len(whole)
