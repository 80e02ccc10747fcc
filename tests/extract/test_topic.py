"""What title and headings say of the passages below them."""

from __future__ import annotations

import pytest

from ccndocs.extract.topic import is_about_clusters, topics
from ccndocs.types.geometry import Span
from ccndocs.types.mention import Context
from ccndocs.types.tree import Field, Header, Node, NodeKind, Note, Passage, Tree


def passage(text: str, number: int) -> Passage:
    return Passage.join(text, [Span(0, len(text))], number)


def node(text: str, number: int, *children: Node) -> Node:
    return Node(NodeKind.NUMBER, "1.", "1", passage(text, number), children)


def tree(title: str, *body: Node, notes: tuple[Note, ...] = ()) -> Tree:
    header = Header(title=Field(title, passage(title, 0)))
    return Tree(header, (), body, notes)


TITLES = [
    ("Quản lý, phát triển cụm công nghiệp trên địa bàn tỉnh", True),
    ("Phát triển CCN, làng nghề năm 2026", True),
    ("Phát triển khu, cụm công nghiệp", False),
    ("Quản lý khu công nghiệp và cụm công nghiệp", False),
    ("Bảo vệ môi trường làng nghề", False),
]


@pytest.mark.parametrize(("title", "expected"), TITLES)
def test_titles(title: str, expected: bool) -> None:
    assert is_about_clusters(title) is expected
    whole = tree(title, node("Thu hút 8 dự án.", 1))
    assert topics(whole, Context())[1].about_clusters is expected


def test_headings_set_the_subject_and_the_aim_of_what_stands_below() -> None:
    body = (
        node("Mục tiêu", 1, node("Về cụm công nghiệp", 2, node("8 dự án", 3))),
        node("Kết quả thực hiện mục tiêu", 4, node("9 dự án", 5)),
    )
    found = topics(tree("Kế hoạch công nghiệp năm 2026", *body), Context())
    assert (found[3].about_clusters, found[3].nature) == (True, "target")
    assert (found[5].about_clusters, found[5].nature) == (False, "actual")


def test_a_heading_that_names_one_cluster_gives_it_to_what_stands_below() -> None:
    body = (
        node("Cụm công nghiệp Gò Vàng", 1, node("Diện tích: 31 ha", 2)),
        node("CCN An Hòa và CCN Tân Phú", 3, node("Diện tích: 31 ha", 4)),
        node("Dự kiến năm 2027", 5, node("Thu hút 8 dự án", 6)),
    )
    found = topics(tree("Hiện trạng các cụm công nghiệp", *body), Context())
    one = found[2].cluster
    assert one is not None
    assert one.name == "Cụm công nghiệp Gò Vàng"
    assert found[4].cluster is None
    assert (found[2].nature, found[6].nature) == ("actual", "planned")


def test_a_heading_on_other_zones_ends_the_title_s_topic() -> None:
    body = node("Khu công nghiệp", 1, node("Thu hút 8 dự án", 2))
    assert not topics(tree("Phát triển CCN", body), Context())[2].about_clusters


def test_a_title_that_names_one_cluster_gives_it_to_the_body_but_not_to_notes() -> None:
    notes = (Note("1", passage("Thu hút 8 dự án", 2)),)
    whole = tree(
        "Về việc thành lập Cụm công nghiệp Gò Vàng, huyện Lâm Bình",
        node("Diện tích: 5 ha", 1),
        notes=notes,
    )
    found = topics(whole, Context())
    assert found[1].cluster is not None
    assert found[1].cluster.name == "Cụm công nghiệp Gò Vàng"
    assert (found[2].about_clusters, found[2].cluster) == (True, None)


TO_COME = [
    ("Mở rộng Cụm công nghiệp Gò Vàng, huyện Lâm Bình", True),
    ("Thành lập Cụm công nghiệp Gò Vàng", True),
    ("Kiểm tra thực địa Cụm công nghiệp Gò Vàng", False),
    ("Thành lập các cụm công nghiệp trên địa bàn tỉnh", False),
]


@pytest.mark.parametrize(("title", "expected"), TO_COME)
def test_titles_that_found_one_cluster(title: str, expected: bool) -> None:
    found = topics(tree(title, node("Diện tích: 48 ha.", 1)), Context())[1]
    assert found.is_to_come is expected


def test_a_headline_is_the_title_of_a_document_without_one() -> None:
    headline = node("An Sơn: Khởi công Cụm công nghiệp Gò Vàng", 1)
    report = Tree(Header(), (headline,), (node("Cụm rộng 48 ha.", 2),))
    found = topics(report, Context())[2]
    assert found.cluster is not None
    assert (found.cluster.name, found.is_to_come) == ("Cụm công nghiệp Gò Vàng", True)


def test_the_lead_of_a_report_without_a_headline_names_its_one_cluster() -> None:
    lead = node("Tỉnh đã thành lập Cụm công nghiệp Gò Vàng.", 1)
    report = Tree(Header(), (), (lead, node("Giai đoạn 1 rộng 48 ha.", 2)))
    found = topics(report, Context())[2]
    assert found.about_clusters
    assert found.cluster is not None
    assert found.cluster.name == "Cụm công nghiệp Gò Vàng"


LEADS = [
    ("Tỉnh đã thành lập khu công nghiệp và CCN Gò Vàng.", "Rộng 48 ha.", False),
    ("Tỉnh có 33 cụm công nghiệp.", "Tổng vốn của các cụm công nghiệp tăng.", True),
    ("Tỉnh có CCN Gò Vàng.", "Mưa lớn ở xã. CCN An Hòa ngập.", True),
    ("Tỉnh có CCN Gò Vàng và CCN Tân Phú.", "Mưa lớn ở các xã.", True),
]


@pytest.mark.parametrize(("lead", "behind", "expected"), LEADS)
def test_leads_on_clusters(lead: str, behind: str, expected: bool) -> None:
    report = Tree(Header(), (), (node(lead, 1), node(behind, 2)))
    assert topics(report, Context())[2].about_clusters is expected


def test_a_lead_on_clusters_that_little_follows_sets_no_topic() -> None:
    tops = [node("Tỉnh có CCN Gò Vàng và CCN Tân Phú.", 1)]
    tops += [node("Mưa lớn ở các xã.", number) for number in range(2, 6)]
    assert not topics(Tree(Header(), (), tuple(tops)), Context())[2].about_clusters


def test_a_report_that_a_plan_is_approved_tells_what_is_planned() -> None:
    headline = node("An Sơn có 14 cụm công nghiệp", 1)
    lead = node("Tỉnh vừa phê duyệt Quy hoạch phát triển các cụm công nghiệp.", 2)
    report = Tree(Header(), (headline,), (lead, node("Phát triển 05 CCN.", 3)))
    assert topics(report, Context())[3].nature == "planned"
    told = node("Tỉnh có 14 cụm công nghiệp đang hoạt động.", 2)
    report = Tree(Header(), (headline,), (told, node("Có 05 CCN.", 3)))
    assert topics(report, Context())[3].nature == "actual"


def test_a_line_that_names_a_cluster_gives_it_to_the_labelled_lines_after_it() -> None:
    body = (
        node("Tên cụm: Cụm công nghiệp Gò Vàng", 1),
        node("Diện tích: 31 ha", 2),
        node("Số lao động: 640 người", 3),
        node("Tên cụm: CCN An Hòa", 4),
        node("Diện tích: 45 ha", 5),
        node("Các doanh nghiệp đều chấp hành tốt.", 6),
        node("Diện tích: 76 ha", 7),
    )
    title = "Hiện trạng các cụm công nghiệp"
    kind = Field("BC", passage("BÁO CÁO", 0))
    header = Header(type=kind, title=Field(title, passage(title, 0)))
    found = topics(Tree(header, (), body, ()), Context())
    told = [found[number].cluster for number in range(1, 8)]
    names = [one.name.removeprefix("Cụm công nghiệp ") if one else None for one in told]
    assert names == ["Gò Vàng"] * 3 + ["An Hòa"] * 2 + [None] * 2


def test_a_report_goes_on_about_the_one_cluster_it_has_named() -> None:
    body = (
        node("Đường vào Cụm công nghiệp Gò Vàng tấp nập xe.", 1),
        node("Rộng 62,9 ha, nơi đây đã đón 18 dự án.", 2),
        node("Toàn tỉnh hiện có 12 CCN hoạt động.", 3),
        node("Diện tích mở thêm 40 ha.", 4),
        node("Còn CCN An Hòa đang san nền.", 5),
        node("Rộng 31 ha, nơi này chưa có dự án.", 6),
    )
    told = topics(Tree(Header(), (), body, ()), Context())
    names = {number: told[number].cluster for number in (2, 4, 6)}
    assert {n: one.name if one else None for n, one in names.items()} == {
        2: "Cụm công nghiệp Gò Vàng",
        4: None,
        6: "Cụm công nghiệp An Hòa",
    }
