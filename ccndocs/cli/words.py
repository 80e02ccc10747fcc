"""What the command itself says, in English and Vietnamese.

Errors of inputs have their words in `ccndocs.errors`.
"""

from __future__ import annotations

_WORDS = {
    "usage": (
        "ccndocs: {detail} See 'ccndocs --help'.",
        "ccndocs: {detail} Xem 'ccndocs --help'.",
    ),
    "page": (
        "{name}: page {done} of {total}",
        "{name}: trang {done}/{total}",
    ),
    "document": (
        "{name}: {pages} page(s), {tasks} task(s)",
        "{name}: {pages} trang, {tasks} nhiệm vụ",
    ),
    "some_failed": (
        "ccndocs: {failed} of {total} inputs failed; the others are done.",
        "ccndocs: {failed} trong {total} tệp bị lỗi; các tệp khác đã xong.",
    ),
    "pages": (
        "'{detail}' is not a list of pages; give for example --pages 1-3,5.",
        "'{detail}' không phải danh sách trang; hãy ghi như --pages 1-3,5.",
    ),
    "output_is_input": (
        "--output {detail} is one of the inputs; give another file.",
        "--output {detail} trùng với tệp đầu vào; hãy chọn tệp khác.",
    ),
    "output_exists": (
        "{detail} is there already; give another file, or --force to replace it.",
        "{detail} đã có; hãy chọn tệp khác, hoặc dùng --force để thay thế.",
    ),
    "output_twice": (
        "{detail} cannot take both the PDF and the text; give another --sidecar.",
        "{detail} không thể chứa cả PDF và văn bản; hãy chọn --sidecar khác.",
    ),
    "issue": (
        "{name}: {message}",
        "{name}: {message}",
    ),
    "page_issue": (
        "{name}, page {page}: {message}",
        "{name}, trang {page}: {message}",
    ),
    "cannot_write": (
        "ccndocs: cannot write {name} ({detail}). Give another --output.",
        "ccndocs: không ghi được {name} ({detail}). Hãy chọn --output khác.",
    ),
    "not_records": (
        "{name}: not records of ccndocs ({detail}). Give a file that "
        "'ccndocs extract' wrote as json or jsonl.",
        "{name}: không phải bản ghi của ccndocs ({detail}). Hãy đưa tệp json hoặc "
        "jsonl do 'ccndocs extract' ghi ra.",
    ),
    "stdin_twice": (
        "'-' (standard input) can be given only once.",
        "'-' (đầu vào chuẩn) chỉ được dùng một lần.",
    ),
    "either_or": (
        "give only one of {detail}.",
        "chỉ dùng một trong {detail}.",
    ),
    "below_confidence": (
        "{name}: left out below confidence {least}: {tasks} task(s), "
        "{statistics} statistic(s)",
        "{name}: bỏ ra vì độ tin cậy dưới {least}: {tasks} nhiệm vụ, "
        "{statistics} số liệu",
    ),
    "no_such_task": (
        "there is no task {detail}; the document has {total}.",
        "không có nhiệm vụ {detail}; văn bản có {total}.",
    ),
    "no_gold": (
        "{gold}: no gold record (ID.json) has a document of its name in {inputs}.",
        "{gold}: không có bản ghi chuẩn (ID.json) nào có văn bản cùng tên trong "
        "{inputs}.",
    ),
    "not_report": (
        "{name}: not a report. Give a file that 'ccndocs eval --json' wrote.",
        "{name}: không phải báo cáo. Hãy đưa tệp do 'ccndocs eval --json' ghi ra.",
    ),
    "stopped": ("ccndocs: stopped.", "ccndocs: đã dừng."),
    "size": (
        "'{detail}' is not a size; give for example --max-bytes 200M.",
        "'{detail}' không phải dung lượng; hãy ghi như --max-bytes 200M.",
    ),
    "import_told": ("{folder}{message}", "{folder}{message}"),
    "import_bar": ("Importing", "Đang nhập"),
    "import_rate": ("{rate} pages/min", "{rate} trang/phút"),
    "import_failures": ("{failed} failed", "{failed} lỗi"),
    "import_progress": (
        "{done} of {total} inputs, {rate} pages a minute, {failed} failed",
        "{done}/{total} tệp, {rate} trang mỗi phút, {failed} lỗi",
    ),
    "outcome_imported": ("imported", "đã nhập"),
    "outcome_unchanged": ("unchanged", "không đổi"),
    "outcome_duplicate": ("duplicate", "trùng"),
    "outcome_near_duplicate": ("near-duplicate (kept)", "gần trùng (vẫn giữ)"),
    "outcome_failed": ("failed", "bị lỗi"),
    "outcome_skipped": ("skipped", "bỏ qua"),
    "outcome_sum": ("sum", "tổng"),
    "outcome_found": ("found", "tìm thấy"),
    "import_pages": ("{pages} pages in {time}", "{pages} trang trong {time}"),
    "import_adds_up": (
        "Every input has exactly one outcome.",
        "Mỗi tệp có đúng một kết quả.",
    ),
    "import_wrong": (
        "The sum is wrong: some inputs have no outcome. Run the import again.",
        "Tổng không khớp: có tệp chưa có kết quả. Hãy chạy lại.",
    ),
    "import_report": ("Report: {place}", "Báo cáo: {place}"),
    "dry_run": (
        "{found} inputs found; with {jobs} worker(s) an import would take:",
        "Tìm thấy {found} tệp; nhập với {jobs} tiến trình sẽ gồm:",
    ),
    "dry_new": (
        "  to import: {count} documents, {pages} pages",
        "  cần nhập: {count} văn bản, {pages} trang",
    ),
    "dry_ocr": (
        "  of these pages, to be read by OCR: about {pages}",
        "  trong đó cần nhận dạng chữ: khoảng {pages} trang",
    ),
    "dry_unchanged": ("  unchanged: {count}", "  không đổi: {count}"),
    "dry_duplicates": ("  duplicates: {count}", "  trùng: {count}"),
    "dry_skipped": ("  skipped: {count}", "  bỏ qua: {count}"),
    "dry_failed": ("  failing: {count}", "  sẽ bị lỗi: {count}"),
    "dry_time": ("  time: about {time}", "  thời gian: khoảng {time}"),
}


def say(code: str, language: str, **values: object) -> str:
    """The sentence named `code`; `language` is "en" or "vi"."""
    return _WORDS[code][language == "vi"].format(**values)
