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
    "import_incomplete": (
        "{count} of them lack pages that could not be read; the next run tries them "
        "again, three in all. See 'ccndocs status'.",
        "Trong đó {count} văn bản thiếu trang không đọc được; lượt sau sẽ thử lại, tối "
        "đa ba lượt. Xem 'ccndocs status'.",
    ),
    "report_title": ("Import report", "Báo cáo nhập văn bản"),
    "report_made": ("Made", "Lập lúc"),
    "report_version": ("Program", "Chương trình"),
    "report_store": ("Store", "Kho"),
    "report_pages": ("Pages read", "Số trang đã đọc"),
    "report_time": ("Time", "Thời gian"),
    "report_place": ("Place", "Vị trí"),
    "report_cause": ("Cause", "Nguyên nhân"),
    "report_more": (
        "{count} more: ccndocs status --list --outcome {outcome}",
        "còn {count}: ccndocs status --list --outcome {outcome}",
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
    # What the commands on a store say.
    "not_a_day": (
        "'{detail}' is not a day; give for example 2031-06-30.",
        "'{detail}' không phải ngày; hãy ghi như 2031-06-30.",
    ),
    "no_words": (
        "'{detail}' names no agency; give a name or a part of one.",
        "'{detail}' không phải tên cơ quan; hãy ghi tên hoặc một phần tên.",
    ),
    "needs_output": (
        "{detail} is no text; give a file with --output.",
        "{detail} không phải văn bản; hãy chọn tệp bằng --output.",
    ),
    "needs_list": (
        "{detail} goes with --list only.",
        "{detail} chỉ dùng cùng --list.",
    ),
    "no_run": (
        "No import has run in this store.",
        "Chưa có lượt nhập nào trong kho này.",
    ),
    "run_ended": (
        "Last import: no. {id}, {started}, version {version}, ended {ended}",
        "Lượt nhập gần nhất: số {id}, {started}, phiên bản {version}, xong {ended}",
    ),
    "run_open": (
        "Last import: no. {id}, {started}, version {version}, not ended: it is at "
        "work, or it was cut short and the next import goes on from there",
        "Lượt nhập gần nhất: số {id}, {started}, phiên bản {version}, chưa xong: đang "
        "chạy, hoặc đã bị ngắt và lượt nhập sau sẽ tiếp tục",
    ),
    "last_inputs": (
        "  it found {count} input(s): {detail}",
        "  đã thấy {count} tệp: {detail}",
    ),
    "all_inputs": (
        "Inputs: {count}; {detail}",
        "Tệp đầu vào: {count}; {detail}",
    ),
    "documents": (
        "Documents: {documents}, {pages} page(s), {tasks} task(s), {statistics} "
        "statistic(s), {clusters} cluster(s)",
        "Văn bản: {documents}, {pages} trang, {tasks} nhiệm vụ, {statistics} số liệu, "
        "{clusters} cụm công nghiệp",
    ),
    "incomplete": (
        "Incomplete documents (an engine failed on part): {count}. Import them again "
        "with --retry-failed.",
        "Văn bản chưa đọc hết (bộ nhận dạng lỗi một phần): {count}. Hãy nhập lại với "
        "--retry-failed.",
    ),
    "near_duplicates": (
        "Documents very like another: {count}",
        "Văn bản gần trùng văn bản khác: {count}",
    ),
    "causes": (
        "{outcome} by cause:",
        "{outcome}, theo nguyên nhân:",
    ),
    "see_list": (
        "See which with 'ccndocs status --list --outcome failed'.",
        "Xem từng tệp bằng 'ccndocs status --list --outcome failed'.",
    ),
    "checked": (
        "{done} of {total} documents checked",
        "đã kiểm tra {done}/{total} văn bản",
    ),
    "sound": (
        "{total} document(s) checked: every file is as it was written.",
        "đã kiểm tra {total} văn bản: mọi tệp còn nguyên vẹn.",
    ),
    "unsound": (
        "{total} document(s) checked: {detail}.",
        "đã kiểm tra {total} văn bản: {detail}.",
    ),
    "repair_next": (
        "{count} document(s) have lost something. Run 'ccndocs verify --repair', then "
        "import their inputs again: that makes them anew.",
        "{count} văn bản bị hỏng. Hãy chạy 'ccndocs verify --repair' rồi nhập lại các "
        "tệp gốc để tạo lại.",
    ),
    "repaired": (
        "{count} document(s) are marked. Import their inputs again: that makes them "
        "anew.",
        "đã đánh dấu {count} văn bản. Hãy nhập lại các tệp gốc để tạo lại.",
    ),
    "import_again": (
        "Some inputs have no document in the store. Import them again.",
        "Một số tệp không có văn bản trong kho. Hãy nhập lại.",
    ),
    "strangers_next": (
        "Files that the catalogue does not know come from an import that was cut short "
        "or is at work, or from other hands. The next import of the same inputs uses "
        "or removes the unfinished ones; others can be deleted.",
        "Các tệp không có trong danh mục là do lượt nhập bị ngắt hoặc đang chạy, hoặc "
        "do người khác đặt vào. Lượt nhập sau với cùng đầu vào sẽ dùng hoặc xoá các "
        "tệp dở dang; các tệp khác có thể xoá.",
    ),
    "no_such_agency": (
        "No agency in this store is named like '{detail}'.",
        "Không có cơ quan nào trong kho có tên như '{detail}'.",
    ),
    "no_such_document": (
        "No document in this store has the number or name '{detail}'.",
        "Không có văn bản nào trong kho có số hoặc tên '{detail}'.",
    ),
    "tasks_listed": (
        "{count} task(s)",
        "{count} nhiệm vụ",
    ),
    "record_lost": (
        "{name}: its record cannot be had from the store ({detail}). Run 'ccndocs "
        "verify --repair', then import it again.",
        "{name}: không lấy được bản ghi trong kho ({detail}). Hãy chạy 'ccndocs verify "
        "--repair' rồi nhập lại.",
    ),
    "exported": (
        "{documents} document(s), {tasks} task(s)",
        "{documents} văn bản, {tasks} nhiệm vụ",
    ),
    "left_unsure": (
        "left out below confidence {least}: {tasks} task(s), {statistics} statistic(s)",
        "bỏ ra vì độ tin cậy dưới {least}: {tasks} nhiệm vụ, {statistics} số liệu",
    ),
    "left_undated": (
        "left out, since no day is set: {count} task(s)",
        "bỏ ra vì không có ngày: {count} nhiệm vụ",
    ),
}


def say(code: str, language: str, **values: object) -> str:
    """The sentence named `code`; `language` is "en" or "vi"."""
    return _WORDS[code][language == "vi"].format(**values)


_IN_VIETNAMESE = {
    "section_held_back": "Có mục nêu cơ quan và việc phải làm nhưng nằm trong phần "
    "không giao nhiệm vụ, nên không được ghi là nhiệm vụ; xem danh sách bằng "
    "'ccndocs explain'.",
    "table_held_back": "Có bảng nêu việc và đơn vị thực hiện nhưng có vẻ không giao "
    "nhiệm vụ, nên không được ghi là nhiệm vụ; xem danh sách bằng 'ccndocs explain'.",
    "law_held_back": "Có mục nêu cơ quan và việc phải làm nhưng có vẻ chỉ dẫn lại quy "
    "định của luật, nên không được ghi là nhiệm vụ; xem danh sách bằng "
    "'ccndocs explain'.",
}


def is_held_back(code: str) -> bool:
    """Whether an issue says that what looks like orders gives no tasks."""
    return code.endswith("_held_back")


def issue_text(code: str, message: str, language: str) -> str:
    """What an issue says: its own message, or the same in Vietnamese where it is put.

    >>> issue_text("signed", "Signed by A.", "vi")
    'Signed by A.'
    """
    return _IN_VIETNAMESE.get(code, message) if language == "vi" else message
