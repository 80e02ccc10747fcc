"""The parts of a DOCX file that hold text, read under limits."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any

from ccndocs.errors import InputFileError
from ccndocs.source.faults import damaged
from ccndocs.source.unpacking import check_sizes
from ccndocs.types.options import Options
from ccndocs.types.page import Source


@dataclass(frozen=True, slots=True)
class Package:
    """Roots of the XML parts; None where the file has no such part."""

    document: Any
    numbering: Any
    styles: Any
    footnotes: Any
    endnotes: Any


def unpack(source: Source, options: Options) -> Package:
    """The parts of the file; sizes are checked before anything is unpacked.

    Raises InputFileError: `too_large` for a bomb, `damaged` for what is broken.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            check_sizes(archive, source, options)
            parts = {
                name: _part(archive, f"word/{name}.xml")
                for name in ("document", "numbering", "styles", "footnotes", "endnotes")
            }
    except (zipfile.BadZipFile, OSError, ValueError, EOFError,
            NotImplementedError, RuntimeError, zlib.error) as error:  # fmt: skip
        raise damaged(source, error) from error
    if parts["document"] is None:
        raise InputFileError("damaged", source.name, detail="word/document.xml")
    return Package(**parts)


def _part(archive: zipfile.ZipFile, name: str) -> Any:
    """The root of an XML part. Entities are not resolved, the network is not asked."""
    from lxml import etree

    try:
        data = archive.read(name)
    except KeyError:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"{name}: {error}") from error
