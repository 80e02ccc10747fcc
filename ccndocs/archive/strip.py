"""Old text that nobody sees, taken out of a page whose picture was read anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

_SHOWS = frozenset(("Tj", "TJ", "'", '"'))
_INVISIBLE = 3  # text render mode
_DEPTH = 4  # forms within forms
_COVERS = 0.8  # share of the page from which on a picture hides what lies below
Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class _State:
    """What `q` keeps: render mode, font and the matrix."""

    mode: int = 0
    font: str = ""
    matrix: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class Stripped:
    """What was taken out, and what visible text remains."""

    removed: int = 0
    kept: int = 0
    fonts: set[str] = field(default_factory=set)


def strip_hidden(pdf: Any, page: Any) -> Stripped:
    """Take invisible text, and text below a picture of the page, out of `page`.

    Pictures and everything that can be seen stay as they are, and so does the page's
    content where it holds no hidden text.
    """
    report = Stripped()
    box = [float(v) for v in page.mediabox]
    area = max(abs((box[2] - box[0]) * (box[3] - box[1])), 1.0)
    resources = page.obj.get("/Resources", page.resources)
    content = _cleaned(pdf, page, resources, report, area, 0)
    if content is not None:
        page.obj.Contents = pdf.make_stream(content)
    if report.removed:
        _drop_fonts(page.obj, resources, report.fonts)
    return report


def _cleaned(
    pdf: Any, holder: Any, resources: Any, report: Stripped, area: float, depth: int
) -> bytes | None:
    """The content without hidden text; None where there is none."""
    import pikepdf

    try:
        steps = list(pikepdf.parse_content_stream(holder))
    except pikepdf.PdfParsingError:
        return None
    hidden = _hidden_until(steps, resources, area)
    state, stack = _State(), list[_State]()
    before = report.removed
    kept: list[Any] = []
    for index, step in enumerate(steps):
        operator = str(step.operator)
        state = _after(operator, step.operands, state, stack)
        if operator not in _SHOWS:
            kept.append(step)
            if operator == "Do":
                _clean_form(pdf, step.operands, resources, report, area, depth)
        elif state.mode == _INVISIBLE or index < hidden:
            report.removed += 1
            kept += _moves(operator, step.operands)
        else:
            report.kept += 1
            report.fonts.add(state.font)
            kept.append(step)
    if report.removed == before:
        return None
    return bytes(pikepdf.unparse_content_stream(kept))


def _after(operator: str, operands: Any, state: _State, stack: list[_State]) -> _State:
    """The state behind one operator."""
    if operator == "q":
        stack.append(state)
    elif operator == "Q":
        return stack.pop() if stack else state
    elif operator == "Tr" and operands:
        return replace(state, mode=int(operands[0]))
    elif operator == "Tf" and operands:
        return replace(state, font=str(operands[0]))
    elif operator == "cm" and len(operands) == 6:
        return replace(state, matrix=_product(_floats(operands), state.matrix))
    return state


def _floats(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in operands)
    return a, b, c, d, e, f


def _product(m: Matrix, n: Matrix) -> Matrix:
    """First `m`, then `n`."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _hidden_until(steps: Sequence[Any], resources: Any, area: float) -> int:
    """The index of the last picture that covers the page; 0 where none does."""
    found = 0
    state, stack = _State(), list[_State]()
    for index, step in enumerate(steps):
        operator = str(step.operator)
        state = _after(operator, step.operands, state, stack)
        if operator == "Do" and _is_solid(_named(resources, step.operands)):
            a, b, c, d, _, _ = state.matrix
            if abs(a * d - b * c) >= _COVERS * area:
                found = index
    return found


def _is_solid(drawn: Any) -> bool:
    """Whether an XObject is a picture that lets nothing through."""
    if drawn is None or drawn.get("/Subtype") != "/Image":
        return False
    return not any(key in drawn for key in ("/SMask", "/Mask")) and not bool(
        drawn.get("/ImageMask", False)
    )


def _named(resources: Any, operands: Any) -> Any:
    """The XObject that `Do` names."""
    names = resources.get("/XObject") if resources is not None else None
    return names.get(str(operands[0])) if names is not None and operands else None


def _clean_form(
    pdf: Any,
    operands: Any,
    resources: Any,
    report: Stripped,
    area: float,
    depth: int,
) -> None:
    """The same within a form; its text is told by the modes set in it."""
    form = _named(resources, operands)
    if form is None or form.get("/Subtype") != "/Form" or depth >= _DEPTH:
        return
    inner = Stripped()
    own = form.get("/Resources", resources)
    content = _cleaned(pdf, form, own, inner, area, depth + 1)
    if content is not None:
        form.write(content)
        if "/Resources" in form:
            _drop_fonts(form, own, inner.fonts)
    report.removed += inner.removed
    report.kept += inner.kept
    report.fonts |= inner.fonts


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


def _drop_fonts(holder: Any, resources: Any, used: set[str]) -> None:
    """Forget the fonts of a page or form that draw nothing any more.

    Fonts of an old layer are seldom embedded, which PDF/A forbids.
    """
    from pikepdf import Dictionary

    fonts = resources.get("/Font")
    if fonts is not None:
        own = Dictionary(resources)
        kept = {name: font for name, font in fonts.items() if name in used}
        own.Font = Dictionary(kept)
        holder.Resources = own
