"""What can go wrong with an input: a class per cause, an exit code, a next step.

Exit codes are OCRmyPDF's where it has one for the cause; SOME_FAILED is ours.
Wording stands in `MESSAGES`, in English and Vietnamese, so that the same cause reads
the same everywhere.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit status of the command."""

    OK = 0
    BAD_ARGS = 1
    INPUT_FILE = 2
    MISSING_DEPENDENCY = 3
    FILE_ACCESS = 5
    CHILD_PROCESS = 7
    ENCRYPTED_PDF = 8
    OTHER = 15
    SOME_FAILED = 16
    CTRL_C = 130


MESSAGES: dict[str, tuple[str, str]] = {
    "not_found": (
        "{name}: no such file. Check the path.",
        "{name}: không có tệp này. Hãy kiểm tra đường dẫn.",
    ),
    "is_directory": (
        "{name}: is a directory, not a document. Name the files in it, "
        "for example {name}/*.pdf.",
        "{name}: là thư mục, không phải văn bản. Hãy chỉ ra các tệp bên trong, "
        "ví dụ {name}/*.pdf.",
    ),
    "not_readable": (
        "{name}: cannot be read ({detail}). Check its permissions.",
        "{name}: không đọc được ({detail}). Hãy kiểm tra quyền truy cập.",
    ),
    "empty_file": (
        "{name}: the file is empty (0 bytes). Copy or scan it again.",
        "{name}: tệp rỗng (0 byte). Hãy sao chép hoặc quét lại.",
    ),
    "too_large": (
        "{name}: {size} exceeds the limit of {limit}. Split it, or raise the limit.",
        "{name}: {size} vượt giới hạn {limit}. Hãy chia nhỏ hoặc nâng giới hạn.",
    ),
    "unsupported_type": (
        "{name}: not a document that can be read ({detail}). "
        "Convert it to PDF, an image, DOCX, HTML or text.",
        "{name}: không phải loại văn bản đọc được ({detail}). "
        "Hãy chuyển sang PDF, ảnh, DOCX, HTML hoặc văn bản thuần.",
    ),
    "legacy_office": (
        "{name}: is a {detail} file, which cannot be read. "
        "Open it in Word, Excel or LibreOffice and save it as DOCX or PDF.",
        "{name}: là tệp {detail}, không đọc được. "
        "Hãy mở bằng Word, Excel hoặc LibreOffice rồi lưu thành DOCX hoặc PDF.",
    ),
    "locked_office": (
        "{name}: the Office file is locked with a password. "
        "Open it, remove the password, save it and try again.",
        "{name}: tệp Office bị khoá bằng mật khẩu. "
        "Hãy mở tệp, gỡ mật khẩu, lưu lại rồi thử lại.",
    ),
    "encrypted_pdf": (
        "{name}: the PDF is encrypted. Remove its password, for example with "
        "'qpdf --decrypt', and try again.",
        "{name}: PDF bị khoá bằng mật khẩu. Hãy gỡ mật khẩu, ví dụ bằng "
        "'qpdf --decrypt', rồi thử lại.",
    ),
    "damaged": (
        "{name}: the file is damaged or cut short ({detail}). "
        "Get a whole copy of it or scan it again.",
        "{name}: tệp bị hỏng hoặc bị cắt cụt ({detail}). "
        "Hãy lấy bản đầy đủ hoặc quét lại.",
    ),
    "no_pages": (
        "{name}: the document has no pages. Get a whole copy of it.",
        "{name}: văn bản không có trang nào. Hãy lấy bản đầy đủ.",
    ),
    "page_range": (
        "{name}: has {pages} page(s), so '{detail}' selects none. "
        "Give pages such as 1-3.",
        "{name}: có {pages} trang nên '{detail}' không chọn trang nào. "
        "Hãy ghi số trang, ví dụ 1-3.",
    ),
    "signed_original": (
        "{name}: is signed by {detail}. New text would break the signatures: keep "
        "the original, and give --copy-signed for a copy without them.",
        "{name}: đã được ký số bởi {detail}. Thêm chữ sẽ làm hỏng chữ ký: hãy giữ bản "
        "gốc và dùng --copy-signed để tạo bản sao không còn chữ ký số.",
    ),
    "no_picture": (
        "{name}: is {detail}, not pages that could carry a text layer. "
        "Give a PDF, PNG, JPEG or TIFF, or print it to PDF first.",
        "{name}: là {detail}, không có trang để gắn lớp chữ. "
        "Hãy đưa PDF, PNG, JPEG hoặc TIFF, hoặc in ra PDF trước.",
    ),
    "no_places": (
        "{name}: is {detail}, whose words have no places on a page. "
        "Give --format text or json.",
        "{name}: là {detail}, các từ không có vị trí trên trang. "
        "Hãy dùng --format text hoặc json.",
    ),
    "image_size": (
        "{name}: the image is {width}×{height} pixels; {detail}. "
        "Scan the page at 200 to 400 dpi.",
        "{name}: ảnh có {width}×{height} điểm ảnh; {detail}. "
        "Hãy quét lại ở 200 đến 400 dpi.",
    ),
    "missing_tool": (
        "{name}: needs {tool}, which is not installed. {detail}",
        "{name}: cần {tool} nhưng máy chưa cài. {detail}",
    ),
    "engine_failed": (
        "{name}: the OCR engine failed ({detail}). Run 'ccndocs doctor'.",
        "{name}: bộ nhận dạng chữ bị lỗi ({detail}). Hãy chạy 'ccndocs doctor'.",
    ),
    "changed": (
        "{name}: the file changed while it was read. Import it again.",
        "{name}: tệp bị thay đổi trong lúc đọc. Hãy nhập lại.",
    ),
    "timeout": (
        "{name}: took longer than {detail} seconds. Import it again with a longer "
        "--timeout and --retry-failed.",
        "{name}: mất hơn {detail} giây. Hãy nhập lại với --timeout dài hơn và "
        "--retry-failed.",
    ),
    "worker_died": (
        "{name}: the process that read it died, twice ({detail}). Check memory, then "
        "import it again with --retry-failed.",
        "{name}: tiến trình đọc tệp bị dừng hai lần ({detail}). Hãy kiểm tra bộ nhớ "
        "rồi nhập lại với --retry-failed.",
    ),
    "too_many_pages": (
        "{name}: has {pages} pages, more than --max-pages {detail}. Split it, or raise "
        "the limit.",
        "{name}: có {pages} trang, nhiều hơn --max-pages {detail}. Hãy chia nhỏ hoặc "
        "nâng giới hạn.",
    ),
    "system_file": (
        "{name}: is a file of the operating system or of an editor, not a document.",
        "{name}: là tệp của hệ điều hành hoặc của trình soạn thảo, không phải văn bản.",
    ),
    "special_file": (
        "{name}: is {detail}, not a file that can be read.",
        "{name}: là {detail}, không phải tệp đọc được.",
    ),
    "symlink_loop": (
        "{name}: is a link to a folder that holds it; the folder is read once.",
        "{name}: là liên kết tới thư mục chứa chính nó; thư mục chỉ được đọc một lần.",
    ),
    "linked_again": (
        "{name}: is a link to a folder that another way has led to; the folder is "
        "read once.",
        "{name}: là liên kết tới thư mục đã được đọc qua đường khác; thư mục chỉ được "
        "đọc một lần.",
    ),
    "own_store": (
        "{name}: is the store itself, not documents to import.",
        "{name}: là chính kho lưu trữ, không phải văn bản cần nhập.",
    ),
    "nested_archive": (
        "{name}: is an archive inside an archive. Unpack it and import its files.",
        "{name}: là tệp nén nằm trong tệp nén. Hãy giải nén rồi nhập các tệp bên "
        "trong.",
    ),
    "empty_archive": (
        "{name}: the archive holds no files.",
        "{name}: tệp nén không chứa tệp nào.",
    ),
    "encrypted_member": (
        "{name}: is locked with a password inside its archive. Unpack the archive and "
        "import its files.",
        "{name}: bị khoá bằng mật khẩu trong tệp nén. Hãy giải nén rồi nhập các tệp "
        "bên trong.",
    ),
    "bomb": (
        "{name}: unpacks to {detail} times its size, which no document does. "
        "Unpack it by hand if you trust it.",
        "{name}: bung ra gấp {detail} lần kích thước, không văn bản nào như vậy. "
        "Hãy tự giải nén nếu tin cậy.",
    ),
    "no_store": (
        "{name}: there is no store here. Make one with 'ccndocs import PATH --store'.",
        "{name}: chưa có kho lưu trữ. Hãy tạo bằng 'ccndocs import PATH --store'.",
    ),
    "store_busy": (
        "{name}: another import is at work in this store. Wait until it ends.",
        "{name}: một lượt nhập khác đang dùng kho này. Hãy chờ đến khi xong.",
    ),
    "store_full": (
        "{name}: the disk is full ({detail}). Free space and run the import again; "
        "it goes on where it stopped.",
        "{name}: đĩa đã đầy ({detail}). Hãy giải phóng chỗ rồi chạy lại; việc nhập "
        "sẽ tiếp tục từ chỗ dừng.",
    ),
    "store_unwritable": (
        "{name}: the store cannot be written ({detail}). Check its permissions and run "
        "the import again.",
        "{name}: không ghi được vào kho ({detail}). Hãy kiểm tra quyền rồi chạy lại.",
    ),
    "bad_catalogue": (
        "{name}: the catalogue cannot be used ({detail}). Check the database and run "
        "the command again.",
        "{name}: không dùng được danh mục ({detail}). Hãy kiểm tra cơ sở dữ liệu rồi "
        "chạy lại.",
    ),
    "newer_store": (
        "{name}: was written by a later version of ccndocs ({detail}). "
        "Upgrade ccndocs.",
        "{name}: do phiên bản ccndocs mới hơn ghi ({detail}). Hãy nâng cấp ccndocs.",
    ),
    "older_store": (
        "{name}: was written by an earlier version of ccndocs ({detail}). Run 'ccndocs "
        "import' on this store once, which brings it up to date.",
        "{name}: do phiên bản ccndocs cũ hơn ghi ({detail}). Hãy chạy 'ccndocs import' "
        "với kho này một lần để nâng cấp.",
    ),
    "remote_catalogue": (
        "{name}: a store at a URL needs a database: give --catalogue postgresql://….",
        "{name}: kho ở URL cần cơ sở dữ liệu: hãy dùng --catalogue postgresql://….",
    ),
    "internal": (
        "{name}: a fault in ccndocs itself ({detail}). Please report it.",
        "{name}: lỗi của chính ccndocs ({detail}). Xin hãy báo lại.",
    ),
}


class CcndocsError(Exception):
    """Root of all errors that a user may see.

    `code` is a key of MESSAGES; `values` fill its template; `name` is the input.
    """

    exit_code = ExitCode.OTHER

    def __init__(self, code: str, name: str, **values: object) -> None:
        self.code = code
        self.name = name
        self.values = values
        super().__init__(self.message())

    def message(self, language: str = "en") -> str:
        """File, cause and next step in one line; `language` is "en" or "vi"."""
        template = MESSAGES[self.code][1 if language == "vi" else 0]
        return template.format(name=self.name, **self.values)

    def __reduce__(self) -> tuple[object, ...]:
        """Errors cross process borders whole."""
        return _rebuild, (type(self), self.code, self.name, self.values)


def _rebuild(
    kind: type[CcndocsError], code: str, name: str, values: dict[str, object]
) -> CcndocsError:
    return kind(code, name, **values)


class BadOptionError(CcndocsError):
    """An option that the input or the command cannot satisfy."""

    exit_code = ExitCode.BAD_ARGS


class InputFileError(CcndocsError):
    """The input is empty, damaged, of the wrong type or outside the limits."""

    exit_code = ExitCode.INPUT_FILE


class FileAccessError(CcndocsError):
    """The input is missing, a directory, or not permitted."""

    exit_code = ExitCode.FILE_ACCESS


class EncryptedPdfError(CcndocsError):
    """The PDF needs a password."""

    exit_code = ExitCode.ENCRYPTED_PDF


class MissingToolError(CcndocsError):
    """A program or its data is not installed."""

    exit_code = ExitCode.MISSING_DEPENDENCY


class EngineError(CcndocsError):
    """An OCR engine crashed, hung or returned rubbish."""

    exit_code = ExitCode.CHILD_PROCESS


class InternalError(CcndocsError):
    """A fault of ours, not of the input."""
