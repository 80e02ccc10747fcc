"""Paragraphs of scans beside their truth: how they are found and counted."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

import bench_body

TRUTH = ["Giao", "Sở", "Y", "tế", "chủ", "trì,", "báo", "cáo."]


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("Số: 12 Giao Sở Y tế chủ trì, báo cáo. Nơi nhận:", " ".join(TRUTH)),
        (
            "KẾ HOẠCH Giao Sớ Y tê chủ trì, báo cáo. Nơi",
            "Giao Sớ Y tê chủ trì, báo cáo.",
        ),
        ("Gìao Sở Y tế chủ trì, báo cáo.", "Gìao Sở Y tế chủ trì, báo cáo."),
        ("Giao Sở Y tế | chủ báo cáo. Nơi nhận", "Giao Sở Y tế | chủ báo cáo."),
        ("", ""),
    ],
)
def test_the_stretch_nearest_to_the_truth(page: str, found: str) -> None:
    assert bench_body.nearest(TRUTH, page.split()) == found.split()


def test_what_means_the_same_is_no_error() -> None:
    truth = bench_body.words_of("hoà giải – “Vì dân”… số 12/QĐ-UBND")
    page = bench_body.words_of('hòa giải - "Vì dân"... số 12/QĐ-\nUBND')
    count = bench_body.Count()
    count.add(truth, page)
    assert (count.words, count.wrong_words, count.wrong_characters) == (7, 0, 0)


def test_wrong_words_and_characters_are_counted() -> None:
    count = bench_body.Count()
    count.add(TRUTH, [*TRUTH[:3], "tê", "chủ", "trì", *TRUTH[6:]])
    assert (count.words, count.wrong_words) == (8, 2)
    assert (count.characters, count.wrong_characters) == (30, 2)


def test_a_truth_without_its_page_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.body.txt").write_text("Giao Sở Y tế\n", "utf-8")
    with pytest.raises(SystemExit, match=r"page: 1"):
        bench_body.main([str(tmp_path)])


def test_a_truth_without_its_scan_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.body.txt").write_text("page: 1\nGiao Sở Y tế\n", "utf-8")
    with pytest.raises(SystemExit, match="no scan"):
        bench_body.main([str(tmp_path)])
