"""Renders the corpus: `python scripts/make_corpus.py [--out DIR] [ids…]`.

Rewrites corpus/text, corpus/gold and the table of corpus/README.md from
corpus/source, then draws every document as a digital PDF (DIR/pdf) and as scans
(DIR/typical, DIR/bad). The samples under version control are made with --samples.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pypdfium2
from corpus_render import render
from corpus_scan import QUALITIES, scan, to_jpeg, to_pdf, to_tiff
from corpus_source import ROOT, Document, gold, load_all
from corpus_text import to_text

# The committed samples: (id, quality, file type). Small, and of every kind.
SCANS = (
    ("ct-moi-truong-an-son", "typical", "pdf"),
    ("cv-chan-chinh-hoa-lam", "typical", "pdf"),
    ("tb-ket-luan-hoa-lam", "typical", "pdf"),
    ("kh-phan-cong-hoa-lam", "typical", "pdf"),
    ("kh-phat-trien-binh-trach", "bad", "tif"),
    ("gm-hop-an-son", "typical", "jpg"),
)
PDFS = (
    "kh-phan-cong-hoa-lam",
    "cv-chan-chinh-hoa-lam",
    "bc-hien-trang-an-son",
    "ct-moi-truong-an-son",
)


def write(document: Document) -> None:
    """Write corpus/text/<id>.txt and corpus/gold/<id>.json."""
    for folder in ("text", "gold"):
        (ROOT / folder).mkdir(exist_ok=True)
    text = ROOT / "text" / f"{document.id}.txt"
    text.write_text(to_text(document), encoding="utf-8")
    record = json.dumps(gold(document), ensure_ascii=False, indent=1)
    (ROOT / "gold" / f"{document.id}.json").write_text(record + "\n", encoding="utf-8")


def _save(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    print(f"{path}  {len(content) // 1024} KB")


def draw(document: Document, out: Path) -> None:
    """One document in every form, below `out`."""
    _save(out / "pdf" / f"{document.id}.pdf", render(document))
    stamped = render(document, stamped=True)
    for name, quality in QUALITIES.items():
        pages = scan(stamped, quality, f"{document.id}/{name}")
        _save(out / name / f"{document.id}.pdf", to_pdf(pages, quality))


def samples() -> None:
    """The small set that lies in corpus/pdf and corpus/scans."""
    documents = {document.id: document for document in load_all()}
    for name in PDFS:
        _save(ROOT / "pdf" / f"{name}.pdf", render(documents[name]))
    for name, quality_name, kind in SCANS:
        quality = QUALITIES[quality_name]
        stamped = render(documents[name], stamped=True)
        pages = scan(stamped, quality, f"{name}/{quality_name}")
        path = ROOT / "scans" / f"{name}.{kind}"
        if kind == "pdf":
            _save(path, to_pdf(pages, quality))
        elif kind == "tif":
            _save(path, to_tiff(pages, quality))
        else:
            _save(path, to_jpeg(pages[0], quality))


def table(documents: list[Document]) -> str:
    """The table of corpus/README.md."""
    lines = [
        "| id | type | level | covers | tasks | figures | split | pages |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for document in documents:
        header = document.header
        pages = len(pypdfium2.PdfDocument(render(document)))
        tasks = sum("optional" not in task["flags"] for task in document.tasks)
        cells = (
            f"`{document.id}`",
            header.get("type", "–"),
            header["level"],
            header["covers"],
            str(tasks),
            str(len(document.statistics)),
            header["split"],
            str(pages),
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def write_table() -> None:
    """Put the table of all documents into corpus/README.md."""
    path = ROOT / "README.md"
    before, _, rest = path.read_text(encoding="utf-8").partition("<!-- table -->\n")
    after = rest.partition("<!-- end of table -->")[2]
    middle = f"<!-- table -->\n{table(load_all())}\n<!-- end of table -->"
    path.write_text(before + middle + after, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="Render the corpus.")
    parser.add_argument("ids", nargs="*", help="documents, by id; all if none")
    parser.add_argument("--out", type=Path, default=ROOT / "rendered")
    parser.add_argument("--text", action="store_true", help="text and gold only")
    parser.add_argument("--samples", action="store_true", help="the committed samples")
    arguments = parser.parse_args()
    if arguments.samples:
        samples()
        return
    for document in load_all(arguments.ids):
        write(document)
        if not arguments.text:
            draw(document, arguments.out)
    write_table()


if __name__ == "__main__":
    main()
