"""An error of the database that only came while Ctrl-C ended a query."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import OperationalError

from ccndocs.store.database import was_interrupted


def failed() -> OperationalError:
    return OperationalError("ROLLBACK", None, Exception("connection is busy"))


def undo_what_ctrl_c_ended() -> None:
    """As a driver does: undoing the transaction fails in turn."""
    try:
        raise KeyboardInterrupt
    except KeyboardInterrupt:
        raise failed()  # noqa: B904


def test_a_rollback_that_fails_behind_an_interrupt_is_one() -> None:
    with pytest.raises(OperationalError) as caught:
        undo_what_ctrl_c_ended()
    assert was_interrupted(caught.value)


def test_an_error_of_its_own_is_none() -> None:
    assert not was_interrupted(failed())
