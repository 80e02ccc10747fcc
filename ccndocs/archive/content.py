"""A content stream step by step: what is shown, in which state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from ccndocs.types.geometry import IDENTITY, Matrix, matrix_product

SHOWS = frozenset(("Tj", "TJ", "'", '"'))
INVISIBLE = 3  # text render mode


@dataclass(frozen=True, slots=True)
class State:
    """What `q` keeps: render mode, the font's name and the matrix."""

    mode: int = 0
    font: str = ""
    matrix: Matrix = IDENTITY


def steps_of(holder: Any) -> list[Any] | None:
    """The steps of a page or form; None where its content cannot be understood."""
    import pikepdf

    try:
        return list(pikepdf.parse_content_stream(holder))
    except (pikepdf.PdfParsingError, pikepdf.PdfError):
        return None


def states(steps: list[Any]) -> Iterator[tuple[str, Any, State]]:
    """Operator and operands of each step, with the state behind it.

    A form starts like a page: the mode it is called in is not handed on.
    """
    state, stack = State(), list[State]()
    for step in steps:
        operator = str(step.operator)
        state = _after(operator, step.operands, state, stack)
        yield operator, step.operands, state


def named(resources: Any, kind: str, operands: Any) -> Any:
    """The resource of that kind that an operator names, or None."""
    names = resources.get(kind) if resources is not None else None
    return names.get(str(operands[0])) if names is not None and operands else None


def _after(operator: str, operands: Any, state: State, stack: list[State]) -> State:
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
        a, b, c, d, e, f = (float(value) for value in operands)
        return replace(state, matrix=matrix_product((a, b, c, d, e, f), state.matrix))
    return state
