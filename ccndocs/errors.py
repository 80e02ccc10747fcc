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
