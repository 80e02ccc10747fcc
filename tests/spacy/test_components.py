"""The finders as spaCy components: spans where they belong, values that travel."""

from __future__ import annotations

import json
import tomllib
from importlib import import_module

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import DocBin

from ccndocs import Options
from ccndocs.pipeline import process_source
from ccndocs.source import from_bytes
from ccndocs.spacy_components import EXTENSIONS, KINDS, to_spacy

PLAIN = {"nlp": {"tokenizer": {"use_pyvi": False}}}
WORDS = {"nlp": {"tokenizer": {"@tokenizers": "ccndocs.words.v1"}}}
TEXT = """\
Căn cứ Nghị định số 32/2024/NĐ-CP ngày 15 tháng 3 năm 2024 của Chính phủ;
1. Giao Sở Công Thương chủ trì, phối hợp với  Sở Xây dựng rà soát, xong trước ngày 30/6.
2. Trên địa bàn tỉnh có 12 cụm công nghiệp; cụm công nghiệp Kim Lĩnh rộng 50 ha.
"""


def pipeline(*pipes: str, config=PLAIN, **settings):
    nlp = spacy.blank("vi", config=config)
    for pipe in pipes:
        nlp.add_pipe(pipe, config=settings)
    return nlp


def values(doc, kind):
    return [span._.get(EXTENSIONS[kind]) for span in doc.spans[f"ccndocs_{kind}"]]


@pytest.fixture(scope="module")
def doc():
    """The text, with all that is found in it."""
    nlp = pipeline("ccndocs_mentions", issued_on="2031-03-05", province="An Sơn")
    return nlp(TEXT)


def test_the_text_and_its_tokens_stay(doc):
    assert doc.text == TEXT
    assert [t.text for t in doc] == [t.text for t in pipeline()(TEXT)]


def test_every_kind_is_found(doc):
    lead, coordinate = (
        a for a in values(doc, "agencies") if a["role"] in ("lead", "coordinate")
    )
    assert (lead["name"], lead["role"]) == ("Sở Công Thương", "lead")
    assert lead["role_rule"]
    assert (coordinate["name"], coordinate["role"]) == ("Sở Xây dựng", "coordinate")
    (deadline,) = values(doc, "deadlines")
    assert (deadline["end"], deadline["bound"]) == ("2031-06-30", "exclusive")
    assert 12 in [q["value"] for q in values(doc, "quantities")]
    assert "Cụm công nghiệp Kim Lĩnh" in [c["name"] for c in values(doc, "clusters")]
    (citation,) = values(doc, "citations")
    assert (citation["number_symbol"], citation["role"]) == ("32/2024/NĐ-CP", "basis")


def test_spans_cover_the_words_and_values_tell_the_exact_place(doc):
    for kind in KINDS:
        for span, value in zip(
            doc.spans[f"ccndocs_{kind}"], values(doc, kind), strict=True
        ):
            start, end = value["at"]
            assert span.start_char <= start < end <= span.end_char
            assert value["rule"]
            assert 0 < value["score"] <= 1
    (deadline,) = values(doc, "deadlines")
    assert TEXT[slice(*deadline["at"])] == "trước ngày 30/6"


def test_labels_say_what_a_span_is(doc):
    labels = {s.label_ for s in doc.spans["ccndocs_agencies"]}
    assert {"lead", "coordinate"} <= labels
    assert [s.label_ for s in doc.spans["ccndocs_deadlines"]] == ["by"]


@pytest.mark.parametrize("kind", KINDS)
def test_one_kind_alone(doc, kind):
    alone = pipeline(f"ccndocs_{kind}", issued_on="2031-03-05", province="An Sơn")(TEXT)
    assert list(alone.spans) == [f"ccndocs_{kind}"]
    assert values(alone, kind) == values(doc, kind)


def test_kinds_can_be_chosen():
    doc = pipeline("ccndocs_mentions", kinds=["deadlines", "clusters"])(TEXT)
    assert list(doc.spans) == ["ccndocs_deadlines", "ccndocs_clusters"]
    with pytest.raises(ValueError, match="no such kinds: \\['persons'\\]"):
        pipeline("ccndocs_mentions", kinds=["persons"])


def test_abbreviations_that_the_text_defines_are_known():
    text = (
        "Ban Quản lý các khu công nghiệp tỉnh (sau đây gọi tắt là Ban Quản lý).\n"
        "Giao Ban Quản lý chủ trì rà soát."
    )
    found = values(pipeline("ccndocs_agencies")(text), "agencies")
    assert "Ban Quản lý các khu công nghiệp tỉnh" in found[-1]["name"]
    assert found[-1]["role"] == "lead"


def test_a_round_trip_through_doc_bin(doc):
    data = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (back,) = DocBin().from_bytes(data).get_docs(spacy.blank("vi", config=PLAIN).vocab)
    assert back.text == TEXT
    for kind in KINDS:
        name = f"ccndocs_{kind}"
        places = [(s.start, s.end, s.label_) for s in doc.spans[name]]
        assert [(s.start, s.end, s.label_) for s in back.spans[name]] == places
        assert values(back, kind) == values(doc, kind)
        assert json.dumps(values(back, kind))


def test_a_pipeline_is_saved_and_loaded(tmp_path, doc):
    settings = {"issued_on": "2031-03-05", "province": "An Sơn"}
    pipeline("ccndocs_mentions", config=WORDS, **settings).to_disk(tmp_path)
    again = spacy.load(tmp_path)(TEXT)
    for kind in KINDS:
        assert values(again, kind) == values(doc, kind)


def test_words_as_tokens():
    doc = pipeline("ccndocs_deadlines", config=WORDS, issued_on="2031-03-05")(TEXT)
    assert doc.text == TEXT
    assert "32/2024/NĐ-CP" in [token.text for token in doc]
    (deadline,) = doc.spans["ccndocs_deadlines"]
    assert deadline.text == "trước ngày 30/6"


def test_sentences_keep_their_marks():
    doc = pipeline("ccndocs_sentences", config=WORDS)(TEXT)
    starts = [sentence.text.strip()[:9] for sentence in doc.sents]
    assert starts == ["Căn cứ Ng", "1. Giao S", "2. Trên đ"]


@given(
    st.text(st.sampled_from("Sở Công Thương, 30/6\n\t .;()UBNDtrướcngày"), max_size=60)
)
@pytest.mark.parametrize("config", [PLAIN, WORDS], ids=["plain", "words"])
def test_any_text_stays(config, text: str):
    doc = pipeline("ccndocs_mentions", config=config, issued_on="2031-03-05")(text)
    assert doc.text == text


def test_a_record_as_a_document():
    source = from_bytes("a.txt", TEXT.encode(), Options())
    record = process_source(source, Options(with_text=True))
    doc = to_spacy(record, spacy.blank("vi", config=PLAIN))
    assert doc.text == TEXT
    tasks = values(doc, "tasks")
    assert {task["id"] for task in tasks} == {task.id for task in record.tasks}
    assert tasks
    for task in tasks:
        assert TEXT[slice(*task["at"])] in [e["text_as_read"] for e in task["evidence"]]
    with pytest.raises(ValueError, match="no text"):
        to_spacy(process_source(source), spacy.blank("vi", config=PLAIN))


def test_entry_points_name_what_is_there(checkout):
    project = tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))["project"]
    for group in ("spacy_factories", "spacy_tokenizers"):
        for target in project["entry-points"][group].values():
            module, name = target.split(":")
            assert callable(getattr(import_module(module), name))
    factories = project["entry-points"]["spacy_factories"]
    assert set(factories) == {f"ccndocs_{kind}" for kind in KINDS} | {
        "ccndocs_mentions",
        "ccndocs_sentences",
    }
