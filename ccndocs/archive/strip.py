"""Old text that nobody sees, taken out of a page whose picture was read anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ccndocs.archive.content import INVISIBLE, SHOWS, named, states, steps_of

_DEPTH = 4  # forms within forms
_MOSTLY = 3  # hidden pieces of text for one that can be seen (a stamp, a signature)
_COVERS = 0.8  # share of the page from which on a picture hides what lies below


@dataclass(slots=True)
class Stripped:
    """How many pieces of text were taken out, and how many can be seen and stay."""

    removed: int = 0
    kept: int = 0


def strip_hidden(pdf: Any, page: Any) -> Stripped:
    """Take invisible text, and text below a picture of the page, out of `page`.

    Pictures and everything that can be seen stay as they are, and so does the page's
    content where it holds no hidden text.
    """
    cleaner = _Cleaner(_area(page))
    content = cleaner.clean(page, page.resources, 0)
    if content is not None:
        page.obj.Contents = pdf.make_stream(content)
    return cleaner.report


def is_mostly_hidden(page: Any) -> bool:
    """Whether the page's text is a layer that some program put under a scan."""
    cleaner = _Cleaner(_area(page), dry=True)
    cleaner.clean(page, page.resources, 0)
    return cleaner.report.removed > _MOSTLY * cleaner.report.kept


def _area(page: Any) -> float:
    x0, y0, x1, y1 = (float(v) for v in page.mediabox)
    return max(abs((x1 - x0) * (y1 - y0)), 1.0)


class _Cleaner:
    """Goes through a page and its forms; `area` is the page's, in square points.

    `dry`: only counts.
    """

    def __init__(self, area: float, *, dry: bool = False) -> None:
        self.report = Stripped()
        self._area = area
        self._dry = dry

    def clean(self, holder: Any, resources: Any, depth: int) -> bytes | None:
        """The content without hidden text; None where there is none."""
        import pikepdf

        steps = steps_of(holder)
        if steps is None:
            return None
        hidden = self._hidden_until(steps, resources)
        before, shown = self.report.removed, self.report.kept
        kept: list[Any] = []
        for index, (operator, operands, state) in enumerate(states(steps)):
            if operator not in SHOWS:
                kept.append(steps[index])
                if operator == "Do":
                    self._clean_form(named(resources, "/XObject", operands), depth)
            elif state.mode == INVISIBLE or index < hidden:
                self.report.removed += 1
                kept += _moves(operator, operands)
            else:
                self.report.kept += 1
                kept.append(steps[index])
        if self.report.removed == before:
            return None
        if self.report.kept == shown:  # its fonts may then go, too
            kept = [step for step in kept if str(step.operator) != "Tf"]
        return bytes(pikepdf.unparse_content_stream(kept))

    def _clean_form(self, form: Any, depth: int) -> None:
        if form is None or form.get("/Subtype") != "/Form" or depth >= _DEPTH:
            return
        content = self.clean(form, form.get("/Resources"), depth + 1)
        if content is not None and not self._dry:
            form.write(content)

    def _hidden_until(self, steps: list[Any], resources: Any) -> int:
        """The index of the last picture that covers the page; 0 where none does."""
        found = 0
        for index, (operator, operands, state) in enumerate(states(steps)):
            if operator == "Do" and _is_solid(named(resources, "/XObject", operands)):
                a, b, c, d, _, _ = state.matrix
                if abs(a * d - b * c) >= _COVERS * self._area:
                    found = index
        return found


def _is_solid(drawn: Any) -> bool:
    """Whether an XObject is a picture that lets nothing through."""
    if drawn is None or drawn.get("/Subtype") != "/Image":
        return False
    return not any(key in drawn for key in ("/SMask", "/Mask")) and not bool(
        drawn.get("/ImageMask", False)
    )


def _moves(operator: str, operands: Any) -> list[Any]:
    """What remains of an operator that also moves to the next line."""
    import pikepdf

    def step(name: str, *values: Any) -> Any:
        return pikepdf.ContentStreamInstruction(list(values), pikepdf.Operator(name))

    if operator == "'":
        return [step("T*")]
    if operator == '"' and len(operands) == 3:
        return [step("Tw", operands[0]), step("Tc", operands[1]), step("T*")]
    return []
