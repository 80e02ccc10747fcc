"""Stages that head what is done in them: "Giai đoạn 1 (…): …", "Đợt hai: …"."""

from __future__ import annotations

STAGE = (
    r"(?:giai\s+đoạn|đợt|bước|vòng|kỳ|lần|tuần|buổi)\s+(?:thứ\s+)?"
    r"(?:\d{1,2}(?!\d)|[IVX]+|một|hai|ba|tư|năm|nhất|đầu|cuối)\b"
)
"""A stage by its number, for verbose and other patterns that ignore case.

No span of years: "Giai đoạn 2021 - 2025".
"""
