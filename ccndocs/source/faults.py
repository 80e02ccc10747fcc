"""A damaged file as the one error that the user sees."""

from __future__ import annotations

from ccndocs.errors import InputFileError
from ccndocs.types.page import Source

_LONGEST = 100  # characters of what a library says


def damaged(source: Source, error: Exception) -> InputFileError:
    """The error `damaged` with the first line of what went wrong."""
    detail = str(error).strip().split("\n")[0][:_LONGEST] or type(error).__name__
    return InputFileError("damaged", source.name, detail=detail)
