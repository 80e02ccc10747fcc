"""Entries of "Nơi nhận" that a page shows without that line."""

from __future__ import annotations

from ccndocs.vi import lazy_re as re
from ccndocs.vi.letters import CAPITALS

RECIPIENT = re.compile(
    r"^(?:VPCP|VPTW|VPQH|VPCTN)\s*:\s|^(?:Trợ lý TTg|Cổng TTĐT), các Vụ|"
    r"^Lưu\s*:|^Như (?:trên|Điều \d)|^[^.;:]{3,80}\s[-–]\s*Lưu\b|"
    r"^[^.:]{3,120};\s+[-–]\s[^.:]{3,120};$|^[^.;:]{3,120};\s+[-–]\s+VPCP:|"
    r"^[^.;:]{3,140}\((?:để ?)?(?:b/c|p/h|báo cáo|phối hợp|biết)?\s*\)?[;.,]?$|"
    r"^(?:Các )?(?:(?:Cổng (?:TTĐT|[Tt]hông tin [^,;:.]{0,30})|Báo|Đài)"
    r"(?: (?:PT-?TH|[A-ZĐ][^,;:.]{0,40}))?(?:,| và|;|$)\s*){2,4}$"
)
"""One of them: "Bộ Y tế (để b/c);"."""

RECIPIENTS_RUN = re.compile(
    rf"^(?:[{CAPITALS}c–-][^.;:]{{3,}};\s+){{4,}}(?=.*\b(?:Lưu|Công báo|Quốc hội)\b)"
)
"""Several in one row; so may those be who are charged: "Giao Ban A; Ban B; …"."""
