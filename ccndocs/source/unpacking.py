"""Limits for Office files, which are ZIP archives, before anything is unpacked."""

from __future__ import annotations

import zipfile

from ccndocs.errors import InputFileError
from ccndocs.types.options import Options
from ccndocs.types.page import Source

_MOST_MEMBERS = 20_000
_MOST_XML = 192 * 1024 * 1024  # bytes of one part; the longest plans have 5 MB
_RATIO = 250  # unpacked to packed: text in XML reaches 20, a bomb 1000
_RATIO_FROM = 16 * 1024 * 1024


def check_sizes(archive: zipfile.ZipFile, source: Source, options: Options) -> None:
    """Refuse what would unpack to far more than it is.

    Raises InputFileError `too_large`.
    """
    members = archive.infolist()
    total = sum(member.file_size for member in members)
    limit = min(options.max_bytes, _MOST_XML)
    swollen = any(
        member.file_size > _RATIO_FROM
        and member.file_size > _RATIO * max(member.compress_size, 1)
        for member in members
    )
    xml = max((m.file_size for m in members if m.filename.endswith(".xml")), default=0)
    many = len(members) > _MOST_MEMBERS
    if total > options.max_bytes or xml > limit or swollen or many:
        size = f"{max(total, xml) / (1024 * 1024):.1f} MB unpacked"
        raise InputFileError(
            "too_large", source.name, size=size, limit=f"{limit / (1024 * 1024):.1f} MB"
        )
