"""What is installed, what is missing, and what each missing part costs the user.

Nothing here needs a package that may be missing: modules are imported by name, and
one that is absent or does not load is a finding, not an error.
"""

from __future__ import annotations

import json
import platform
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from ccndocs import __version__


@dataclass(frozen=True, slots=True)
class Part:
    """A thing that should be there. `found` says what is, None where it is missing.

    `need` is "always" (no document can be read without it), "scans" (one of the OCR
    engines and its data) or "extra". `cost` is what its absence costs, in English
    and Vietnamese; `remedy` how to get it.
    """

    name: str
    found: str | None
    need: str
    cost: tuple[str, str]
    remedy: str


@dataclass(frozen=True, slots=True)
class Findings:
    """All parts, and whether the main job (scans and digital files) can be done."""

    parts: tuple[Part, ...]
    can_work: bool


@dataclass(frozen=True, slots=True)
class _Package:
    """A Python package: the name it is installed by and the one it is imported by."""

    name: str
    module: str
    need: str
    cost: tuple[str, str]
    loads: bool = True  # import it for certain; too slow for those not needed


_VIE = "Tesseract data 'vie'"
_NOTHING_WORKS = (
    "No document can be read.",
    "Không đọc được văn bản nào.",
)
_NO_PDF = ("PDF files cannot be read.", "Không đọc được tệp PDF.")
_NO_SCANS = (
    "Scans and photos cannot be read; digital PDF, DOCX, HTML and text still can.",
    "Không đọc được bản quét và ảnh chụp; vẫn đọc được PDF số, DOCX, HTML và văn bản.",
)
_PACKAGES = (
    _Package("numpy", "numpy", "always", _NOTHING_WORKS),
    _Package("rapidfuzz", "rapidfuzz", "always", _NOTHING_WORKS),
    _Package("pypdfium2", "pypdfium2", "always", _NO_PDF),
    _Package(
        "pdfplumber",
        "pdfplumber",
        "always",
        ("Tables of digital PDF files are lost.", "Mất bảng biểu trong PDF số."),
    ),
    _Package("opencv-python-headless", "cv2", "always", _NO_SCANS),
    _Package(
        "pillow",
        "PIL",
        "always",
        ("Pictures cannot be read.", "Không đọc được tệp ảnh."),
    ),
    _Package(
        "lxml",
        "lxml.html",
        "always",
        (
            "HTML and DOCX files cannot be read.",
            "Không đọc được tệp HTML và DOCX.",
        ),
    ),
    _Package(
        "charset-normalizer",
        "charset_normalizer",
        "always",
        (
            "Text files in an unusual encoding cannot be read.",
            "Không đọc được tệp văn bản dùng bảng mã lạ.",
        ),
    ),
    _Package(
        "pikepdf",
        "pikepdf",
        "extra",
        (
            "No searchable PDF, and signers of a PDF are not named.",
            "Không tạo được PDF tra cứu, không nêu được người ký số.",
        ),
        loads=False,
    ),
    _Package(
        "cryptography",
        "cryptography",
        "extra",
        ("Signers of a PDF are not named.", "Không nêu được người ký số."),
        loads=False,
    ),
    _Package(
        "pandas",
        "pandas",
        "extra",
        ("No pandas frames of records.", "Không xuất được bảng pandas."),
        loads=False,
    ),
    _Package(
        "spacy",
        "spacy",
        "extra",
        (
            "No spaCy documents; the command does not need them.",
            "Không dùng được với spaCy; lệnh này không cần đến.",
        ),
        loads=False,
    ),
    _Package(
        "underthesea",
        "underthesea",
        "extra",
        (
            "No word segmentation; the command does not need it.",
            "Không tách được từ; lệnh này không cần đến.",
        ),
        loads=False,
    ),
)


def examine() -> Findings:
    """Look at this machine. Takes a second or two, since packages are really loaded."""
    base = (
        Part("Python", platform.python_version(), "always", _NOTHING_WORKS, ""),
        Part("ccndocs", __version__, "always", _NOTHING_WORKS, ""),
    )
    parts = (*base, *(_package(p) for p in _PACKAGES), *_ocr(), _models(), _decoder())
    return judge(parts)


def judge(parts: Iterable[Part]) -> Findings:
    """Whether these parts are enough: all that is always needed, one OCR engine."""
    found = tuple(parts)
    here = {part.name for part in found if part.found}
    engine = "tesserocr" in here or "pytesseract" in here
    always = all(part.found for part in found if part.need == "always")
    return Findings(found, always and engine and _VIE in here)


def report(findings: Findings, language: str = "en") -> str:
    """The findings as lines for people; `language` is "en" or "vi"."""
    vietnamese = language == "vi"
    there, gone = ("có", "thiếu") if vietnamese else ("ok", "missing")
    wide = max(len(part.name) for part in findings.parts)
    lines = []
    for part in findings.parts:
        head = f"{there if part.found else gone:<8}{part.name:<{wide}}  "
        lines.append(head + (part.found or _absence(part, vietnamese)))
    return "\n".join([*lines, "", _verdict(findings, vietnamese)]) + "\n"


def report_json(findings: Findings) -> str:
    """The findings as one JSON object, for a support request or a script."""
    value = asdict(findings)
    for part in value["parts"]:
        english, vietnamese = part.pop("cost")
        part["cost"] = {"en": english, "vi": vietnamese}
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _absence(part: Part, vietnamese: bool) -> str:
    install = "Cài đặt" if vietnamese else "Install"
    return f"{part.cost[vietnamese]} {install}: {part.remedy}"


def _verdict(findings: Findings, vietnamese: bool) -> str:
    if findings.can_work:
        return (
            "Đọc được bản quét và văn bản số."
            if vietnamese
            else "Scans and digital documents can be read."
        )
    missing = ", ".join(
        part.name for part in findings.parts if not part.found and part.need != "extra"
    )
    return (
        f"Chưa làm được việc chính; còn thiếu: {missing}."
        if vietnamese
        else f"The main job cannot be done; missing: {missing}."
    )


def _package(package: _Package) -> Part:
    found = installed(package.name, package.module, loads=package.loads)
    remedy = f"pip install {package.name}"
    return Part(package.name, found, package.need, package.cost, remedy)


def installed(name: str, module: str, *, loads: bool) -> str | None:
    """The version of a package that is there and, with `loads`, can be imported."""
    try:
        if loads:
            import_module(module)
        elif find_spec(module) is None:
            return None
    except (ImportError, OSError):  # OSError: a library it is linked to is missing
        return None
    try:
        return version(name)
    except PackageNotFoundError:
        return "installed"


def _ocr() -> Iterable[Part]:
    """The two engines and the data that both read."""
    tessdata = _tessdata()
    program = shutil.which("tesseract")
    yield Part(
        "tesserocr",
        _tesserocr(),
        "scans",
        (
            "Scans are read by the tesseract program, at half the speed.",
            "Bản quét được đọc bằng chương trình tesseract, chậm gấp đôi.",
        ),
        "pip install tesserocr",
    )
    wrapper = installed("pytesseract", "pytesseract", loads=False)
    yield Part(
        "pytesseract",
        f"{wrapper}, {program}" if wrapper and program else None,
        "scans",
        (
            "No second engine where tesserocr fails or is missing.",
            "Không có bộ nhận dạng thứ hai khi thiếu tesserocr.",
        ),
        _system("tesseract-ocr", "tesseract") if wrapper else "pip install pytesseract",
    )
    yield Part(
        _VIE,
        tessdata,
        "scans",
        _NO_SCANS,
        _system("tesseract-ocr-vie", "tesseract-lang"),
    )


def _tesserocr() -> str | None:
    try:
        module = import_module("tesserocr")
    except (ImportError, OSError):
        return None
    engine = str(module.tesseract_version()).split()
    return f"{version('tesserocr')}, Tesseract {engine[1] if engine[1:] else '?'}"


def _tessdata() -> str | None:
    """The folder of the Vietnamese data."""
    try:
        find: Callable[[str], Path | None]
        find = import_module("ccndocs.ocr.tessdata").find_tessdata
    except ImportError:  # one of the packages above
        return None
    folder = find("vie")
    return str(folder) if folder else None


def _models() -> Part:
    """The language model of the diacritic repair, in the wheel or in a checkout."""
    package = Path(__file__).resolve().parent
    folder = package / "_models"
    if not folder.is_dir():
        folder = package.parent / "models"
    names = sorted(p.name for p in folder.glob("*") if p.is_dir())
    return Part(
        "models",
        f"{', '.join(names)} in {folder}" if names else None,
        "extra",
        (
            "Missing and wrong diacritics are repaired by rules alone.",
            "Dấu tiếng Việt thiếu hoặc sai chỉ được sửa theo quy tắc.",
        ),
        "install ccndocs again, from its wheel or a whole checkout",
    )


def _decoder() -> Part:
    """What decodes where diacritics are restored: compiled code, or numpy."""
    try:
        built = import_module("ccndocs.repair.native").is_built()
    except ImportError:  # numpy
        built = False
    return Part(
        "compiled decoder",
        "built" if built else None,
        "extra",
        (
            "numpy restores diacritics instead, at less than half the speed.",
            "Dấu được phục hồi bằng numpy, chậm hơn gấp đôi.",
        ),
        "a C compiler, then ccndocs again from its source",
    )


def _system(debian: str, brew: str) -> str:
    if sys.platform == "darwin":
        return f"brew install {brew}"
    return f"apt-get install {debian}"
