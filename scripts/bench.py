"""Measure accuracy and speed beside targets and peers.

    python scripts/bench.py repair --help     text repair beside pyvi
    python scripts/bench.py scans --help      scans beside tesserocr and OCRmyPDF
    python scripts/bench.py body --help      running text of real scans beside tesserocr
    python scripts/bench.py extract --help    text beside the entities of underthesea
    python scripts/bench.py import --help     imports beside the bare pipeline

Every figure is a ratio, or stands beside what it is compared with, measured in one run.
"""

from __future__ import annotations

import sys
from importlib import import_module

PARTS = {
    "repair": "bench_repair",
    "scans": "bench_scans",
    "body": "bench_body",
    "extract": "bench_extract",
    "import": "bench_import",
}


def main(argv: list[str]) -> int:
    if not argv or argv[0] not in PARTS:
        print(__doc__)
        return int(argv[:1] not in (["-h"], ["--help"]))
    return import_module(PARTS[argv[0]]).main(argv[1:]) or 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
