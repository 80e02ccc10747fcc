"""A row of agencies with the text on both sides of it: what the rules of roles read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ccndocs.types.mention import Agency, Mention, Role
from ccndocs.vi import lazy_re as re

COORDINATES_WITH = re.compile(
    r"^[\s,:]*(?:chủ động,?\s+|tích cực,?\s+|thường xuyên\s+)*"
    r"phối hợp\s*(?:chặt chẽ\s+)?(?:với|cùng)?\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Group:
    """Agencies named in a row, and the text on both sides up to the next group."""

    members: tuple[Mention[Agency], ...]
    before: str
    after: str
    label: str | None
    earlier: tuple[Role, ...]  # roles of the groups before this one
    behind_formed: bool = False  # a body formed for the work is charged before
    left: str = ""  # all the text before it
    issuer: str | None = None  # of the document
    right: str = ""  # all the text after it

    @property
    def is_issuer(self) -> bool:
        """Whether it is nobody but the issuer: "Sở Y tế" of "Sở Y tế tỉnh An Sơn"."""
        name = self.members[0].value.name
        known = self.issuer or ""
        return len(self.members) == 1 and (known + " ").startswith(name + " ")


class Nobody(Enum):
    """The verdict of a rule that a group is charged with nothing."""

    NOBODY = "nobody"


def last_stop(text: str) -> int:
    """Where the last sentence of `text` begins."""
    return max((m.end() for m in _SENTENCE.finditer(text)), default=0)


_SENTENCE = re.compile(r"[.;:]\s+")
