"""What is below a threshold is left out, and said to be."""

from __future__ import annotations

import pytest

from ccndocs.cli.app import Door, main
from ccndocs.export import LeftOut, at_least


@pytest.fixture
def record(make_record, make_task):
    """Two tasks, one of them in doubt."""
    return make_record(
        tasks=(make_task("a", confidence=0.9), make_task(confidence=0.5))
    )


def test_below_is_out_and_equal_is_in(record):
    kept, left = at_least(record, 0.9)
    assert [task.description for task in kept.tasks] == ["a"]
    assert left == LeftOut(tasks=1)
    (issue,) = kept.issues
    assert issue.code == "below_confidence"
    assert "confidence 0.9: 1 task(s), 0 statistic(s)" in issue.message


def test_a_record_that_loses_nothing_is_the_same(record):
    assert at_least(record, 0.5) == (record, LeftOut())


@pytest.mark.parametrize(
    ("option", "tasks"), [([], 2), (["--min-confidence", ".7"], 1)]
)
def test_the_command_counts_what_it_leaves_out(record, capsys, option, tasks):
    door = Door(lambda: lambda path, options, progress: record)
    assert main(["extract", "a.pdf", *option], door) == 0
    out, err = capsys.readouterr()
    assert out.count('"description"') == tasks
    assert ("left out below confidence 0.7: 1 task(s)" in err) == bool(option)
    assert ("below_confidence" in out) == bool(option)


def test_a_confidence_is_a_share(capsys):
    assert main(["extract", "a.pdf", "--min-confidence", "90"]) == 1
    assert "min-confidence" in capsys.readouterr().err
