"""Which readers of roles charge somebody with an item, and how far each is believed.

A mention of an assignment names in `rule` the reader of `ccndocs.extract.role` that
decided. The other readers give roles in labels, brackets and lists of partners, which
prove no order. A new reader whose words charge somebody joins the sets below that it
belongs to; no other file knows them.

    subject               "[Sở Y tế] kiểm tra các chợ", "Giao [Sở Y tế] kiểm tra"
    asked                 "Yêu cầu [các chủ đầu tư] rà soát hồ sơ"
    addressed             "Để kịp báo cáo, Sở A đề nghị [các trường] kê khai"
    passed_to             "Chuyển đơn của công dân đến [Sở A] để giải quyết"
    told_to               "[Điện lực Kỳ Lâm] được yêu cầu nâng công suất"
    agent                 "Phần còn thiếu do [Sở Tài chính] cân đối"
    leads_by_words        "[Sở Công Thương] chủ trì, tổng hợp"
    closing_doer          "Kiểm kê kho thuốc ([Khoa Dược])", "Thu học phí - [kế toán]"
    coordinates_by_words  "Sở A chủ trì; [Sở B] phối hợp thực hiện"
"""

from __future__ import annotations

CLOSING_DOER = "closing_doer"
"""Names at an item's end."""
HEADING_DOER = "heading_doer"
"""A line above a list that says only who does it."""
ASKED_ABOVE = "asked_above"
"""A lead-in asks somebody whom no table knows."""
NAMES_HEADING = "names_heading"
"""A heading is nothing but such a name."""

ASKING = frozenset({"asked", "addressed", "passed_to"})
"""Somebody else speaks to the one charged."""

SAYING_WHO = ASKING | {
    "subject",
    "told_to",
    "agent",
    CLOSING_DOER,
}
"""Words about the one who works: they make a task of a mere topic, too."""

CHARGING = SAYING_WHO | {"leads_by_words", "coordinates_by_words"}
"""All of them."""

GOING_ON = ASKING | {"subject", "leads_by_words"}
"""Those by which the next paragraph's order is still theirs."""

ORDERING = ASKING | {"told_to", "leads_by_words", "coordinates_by_words"}
"""Those that show a page without a document's form to order, not only to tell."""
