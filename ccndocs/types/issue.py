"""Problems of an input: collected as values, reported once."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Issue:
    """Something a person should know of. `page` counts from 1; None: the whole file."""

    code: str
    message: str
    page: int | None = None


@dataclass(slots=True)
class IssueLog:
    """Collector that stages hand their issues to."""

    issues: list[Issue] = field(default_factory=list)

    def add(self, code: str, message: str, page: int | None = None) -> None:
        """Note one issue; the same one twice is one."""
        issue = Issue(code, message, page)
        if issue not in self.issues:
            self.issues.append(issue)
