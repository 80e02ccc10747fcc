"""Training works on any corpus: counts in, a model out that chooses by them."""

from __future__ import annotations

import json
import lzma
import subprocess
import sys
from pathlib import Path

from ccndocs.repair.candidates import BareForms
from ccndocs.repair.decode import decode
from ccndocs.repair.lm import load

SCRIPTS = Path(__file__).parents[2] / "scripts"
LINES = (
    "Ủy ban nhân dân huyện Lâm Bình Hạ triển khai kế hoạch phát triển cụm công nghiệp.",
    "Sở Công Thương tỉnh An Sơn báo cáo kết quả thực hiện trước ngày 15 hằng tháng.",
    "Các cơ quan, tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành quyết định.",
    "Kinh phí thực hiện lấy từ ngân sách tỉnh và các nguồn vốn hợp pháp khác năm {n}.",
    "Thôn {n} xã Tân Phú có {n} hộ dân, thửa đất số {n}, tờ bản đồ số {n} đã đo vẽ.",
)


def train(*words: str | Path) -> None:
    subprocess.run([sys.executable, *map(str, words)], check=True, capture_output=True)


def test_a_language_model_is_trained_and_chooses_by_what_it_saw(tmp_path: Path) -> None:
    corpus, out = tmp_path / "corpus.txt.xz", tmp_path / "model"
    text = "\n".join(line.format(n=n) for n in range(400) for line in LINES)
    corpus.write_bytes(lzma.compress(text.encode(), preset=0))
    train(SCRIPTS / "train_lm.py", corpus, out, "--work", tmp_path)
    model = load(out)
    slots = [BareForms(model).slot(word) for word in ["thi", "hanh", "quyet", "dinh"]]
    chosen = decode(model, [[slot for slot in slots if slot is not None]])[0]
    words = [
        model.words[slot.ids[choice.taken]]
        for slot, choice in zip(slots, chosen, strict=True)
        if slot is not None
    ]
    assert words == ["thi", "hành", "quyết", "định"]
    assert json.loads((out / "meta.json").read_text())["kept"]["trigrams"] > 0


def test_a_channel_learns_what_real_scanners_lose(tmp_path: Path) -> None:
    pairs, out = tmp_path / "pairs.tsv", tmp_path / "counts.json"
    pairs.write_text("báo cáo giám đốc\tbáo cáo giám đốc\n" * 20, encoding="utf-8")
    train(SCRIPTS / "train_channel.py", pairs, out)
    plain = json.loads(out.read_text(encoding="utf-8"))
    train(SCRIPTS / "train_channel.py", pairs, out, "--slips")
    slips = json.loads(out.read_text(encoding="utf-8"))
    assert "ôc" not in plain["rhymes"]["ốc"]
    assert 0.5 < slips["rhymes"]["ốc"]["ôc"] < 3
    assert slips["rhymes"]["ốc"]["ốc"] == plain["rhymes"]["ốc"]["ốc"]


def test_a_channel_is_trained_from_pairs_of_lines(tmp_path: Path) -> None:
    pairs, out = tmp_path / "pairs.tsv", tmp_path / "counts.json"
    row = "triển khai thực hiện quyết định\ttrién khai thuc hién quyét dinh\n"
    pairs.write_text(row * 20, encoding="utf-8")
    train(SCRIPTS / "train_channel.py", pairs, out)
    letters = json.loads(out.read_text(encoding="utf-8"))["letters"]
    assert letters["ể"]["é"] == max(letters["ể"].values())
