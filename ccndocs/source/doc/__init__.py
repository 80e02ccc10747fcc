"""DOC: the binary format of Word 97 to 2003."""

from __future__ import annotations
