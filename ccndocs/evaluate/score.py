"""One record against its gold, field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ccndocs.evaluate.alike import (
    Json,
    cluster_key,
    equal_deadline,
    exact,
    pair,
    same_agency,
    same_deadline,
    same_header,
)
from ccndocs.evaluate.count import Count, Fault, Score
from ccndocs.evaluate.reliability import Sample

HEADER = ("type", "number_symbol", "issuer", "issued_on", "place", "title", "signer")
AGENCIES = ("responsible", "coordinating")


def score_record(gold: Json, found: Json) -> Score:
    """The figures of one record against its gold."""
    score = Score()
    _score_tasks(gold["tasks"], found["tasks"], score)
    _score_statistics(gold["statistics"], found["statistics"], score)
    _score_clusters(gold["clusters"], found["clusters"], score)
    _score_header(gold["document"], found["document"], score)
    wanted = gold["document"].get("citations") or []
    if wanted:
        _score_citations(wanted, found["document"].get("citations") or [], score)
    return score


def _score_tasks(gold: list[Json], found: list[Json], score: Score) -> None:
    texts = [[task["description"] for task in tasks] for tasks in (gold, found)]
    pairs = dict(pair(texts[0], texts[1]))
    paired = set(pairs.values())
    for place, task in enumerate(gold):
        if "optional" in task["flags"]:
            continue
        if place in pairs:
            _score_pair(task, found[pairs[place]], score)
        else:
            _miss_task(task, score)
    for place, task in enumerate(found):
        if place not in paired:
            score.counts["tasks"].extra += 1
            score.strict["tasks"].extra += 1
            _sample(score, "task", task, right=False)
            score.faults.append(Fault("task", "invented", found=task["description"]))


def _miss_task(task: Json, score: Score) -> None:
    """A missed task costs its agencies and its deadline, too."""
    lost = [("tasks", 1), ("deadlines", int(task["deadline"] is not None))]
    lost += [(kind, len(_names(task, kind))) for kind in AGENCIES]
    for kind, number in lost:
        score.counts[kind].missed += number
        score.strict[kind].missed += number
    if task["deadline"] is not None:
        score.deadlines += 1
        score.kinds[task["deadline"]["kind"]].missed += 1
    score.faults.append(Fault("task", "missed", task["description"]))


def _score_pair(gold: Json, found: Json, score: Score) -> None:
    score.counts["tasks"].right += 1
    same = exact(gold["description"]) == exact(found["description"])
    score.strict["tasks"].add(Count(1, 0, 0) if same else Count(0, 1, 1))
    _sample(score, "task", found, right=True)
    where = gold["description"][:90]
    free = [a["name"] for a in gold["agencies"] if a["collective"]]
    for kind in AGENCIES:
        wanted = _names(gold, kind)
        names = [
            n  # "Công an tỉnh" is wanted beside "công an các tỉnh lân cận", who is free
            for n in _names(found, kind)
            if n in wanted or not any(same_agency(n, f) for f in free)
        ]
        count = count_agencies(wanted, names)
        score.counts[kind].add(count)
        roles = (_roles(gold, kind, wanted), _roles(found, kind, names))
        score.strict[kind].add(_overlap(*roles))
        wrong = bool(count.extra or count.missed)
        if wanted or names:
            _sample(score, kind, found, right=not wrong)
        if wrong:
            told = (", ".join(wanted) or "none", ", ".join(names) or "none")
            score.faults.append(Fault(kind, "wrong", *told, where))
    if "deadline_optional" not in gold["flags"]:
        _score_deadline(gold["deadline"], found, score, where)


def _score_deadline(wanted: Json | None, task: Json, score: Score, where: str) -> None:
    found = task["deadline"]
    right = same_deadline(wanted, found)
    if wanted is not None:
        score.deadlines += 1
        score.deadlines_right += right
    else:
        score.deadlines_false += not right
    if wanted is None and found is None:
        return
    _tally(score.counts["deadlines"], wanted, found, right=right)
    _tally(
        score.strict["deadlines"], wanted, found, right=equal_deadline(wanted, found)
    )
    if wanted is not None:
        score.kinds[wanted["kind"]].add(Count(int(right), 0, int(not right)))
    if found is not None and not right:
        score.kinds[found["kind"]].extra += 1
    _sample(score, "deadline", task, right=right)
    if not right:
        told = (_deadline_words(wanted), _deadline_words(found))
        score.faults.append(Fault("deadline", "wrong", *told, where))


def _tally(count: Count, wanted: object, found: object, *, right: bool) -> None:
    if right:
        count.right += 1
        return
    count.missed += wanted is not None
    count.extra += found is not None


def _sample(score: Score, name: str, item: Json, *, right: bool) -> None:
    """Gold has no confidence, so a gold record scored as a record gives no samples."""
    if "confidence" in item:
        score.samples.append(Sample(name, float(item["confidence"]), right))


def _names(task: Json, kind: str) -> list[str]:
    return [
        agency["name"]
        for agency in task["agencies"]
        if (agency["role"] == "coordinate") == (kind == "coordinating")
        and not agency["collective"]
    ]


def _roles(task: Json, kind: str, names: list[str]) -> list[tuple[str, str]]:
    roles = {a["name"]: a["role"] for a in task["agencies"] if not a["collective"]}
    return [(exact(name), roles[name]) for name in names if name in _names(task, kind)]


def count_agencies(wanted: list[str], found: list[str]) -> Count:
    """How many names of `found` are in `wanted`, each used once."""
    rest = list(found)
    right = 0
    for name in wanted:
        hit = next((entry for entry in rest if same_agency(name, entry)), None)
        if hit is not None:
            rest.remove(hit)
            right += 1
    return Count(right, len(rest), len(wanted) - right)


def _overlap(wanted: Iterable[object], found: Iterable[object]) -> Count:
    """Of two bags: what both hold, what only the second, what only the first."""
    one, other = Counter(list(wanted)), Counter(list(found))
    right = (one & other).total()
    return Count(right, other.total() - right, one.total() - right)


def _deadline_words(deadline: Json | None) -> str:
    if deadline is None:
        return "none"
    keys = ("kind", "start", "end", "rrule", "relative")
    return " ".join(str(deadline[key]) for key in keys if deadline.get(key))


def _figure(statistic: Json) -> tuple[str, float, str]:
    return statistic["indicator"], float(statistic["value"]), statistic["unit"]


def _score_statistics(gold: list[Json], found: list[Json], score: Score) -> None:
    """By indicator, value and unit; "other" is neither demanded nor punished.

    What a document tells twice counts once, however often gold or record list it.
    """
    gold, rest = _once(gold), _once(found)
    count = score.counts["statistics"]
    strict: Count = score.strict["statistics"]
    free = {figure[1] for figure in map(_figure, gold) if figure[0] == "other"}
    for wanted in gold:
        hit = _best(wanted, rest)
        if hit is None:
            missed = int(wanted["indicator"] != "other")
            count.missed += missed
            strict.missed += missed
            if missed:
                score.indicators[wanted["indicator"]].missed += 1
                told = _figure_words(wanted)
                score.faults.append(Fault("statistic", "missed", told))
            continue
        rest.remove(hit)
        if wanted["indicator"] == "other":
            continue
        count.right += 1
        score.indicators[wanted["indicator"]].right += 1
        _sample(score, "statistic", hit, right=True)
        strict.add(Count(1) if _same_kind(wanted, hit) else Count(0, 1, 1))
    for statistic in rest:
        if float(statistic["value"]) not in free:
            count.extra += 1
            strict.extra += 1
            score.indicators[statistic["indicator"]].extra += 1
            _sample(score, "statistic", statistic, right=False)
            told = _figure_words(statistic)
            score.faults.append(Fault("statistic", "invented", found=told))


def _once(figures: Sequence[Json]) -> list[Json]:
    """The figures without repetitions: same figure, nature and scope."""
    kept: dict[str, Json] = {}
    for figure in figures:
        key = (*_figure(figure), figure.get("nature"), figure.get("scope"))
        kept.setdefault(repr(key), figure)
    return list(kept.values())


def _best(wanted: Json, rest: Sequence[Json]) -> Json | None:
    """The same figure, with the same qualifier and nature where there are several."""
    same = [s for s in rest if _figure(s) == _figure(wanted)]
    exactly = [s for s in same if _same_kind(wanted, s)]
    return next(iter([*exactly, *same]), None)


def _same_kind(one: Json, other: Json) -> bool:
    return all(one.get(name) == other.get(name) for name in ("qualifier", "nature"))


def _figure_words(statistic: Json) -> str:
    indicator, value, unit = _figure(statistic)
    return f"{indicator} {value:g} {unit}"


def _score_clusters(gold: list[Json], found: list[Json], score: Score) -> None:
    wanted, names = ({cluster_key(c["name"]): c for c in cs} for cs in (gold, found))
    score.counts["clusters"].add(_overlap(wanted, names))
    places = ("district", "commune", "area_ha")
    exactly = [
        [(exact(c["name"]), *(c.get(place) for place in places)) for c in cs.values()]
        for cs in (wanted, names)
    ]
    score.strict["clusters"].add(_overlap(*exactly))
    for key in wanted.keys() - names.keys():
        score.faults.append(Fault("cluster", "missed", wanted[key]["name"]))
    for key in names.keys() - wanted.keys():
        score.faults.append(Fault("cluster", "invented", found=names[key]["name"]))


def _score_header(gold: Json, found: Json, score: Score) -> None:
    for name in HEADER:
        wanted, got = gold.get(name), found.get(name)
        if name in ("issuer", "signer"):
            wanted, got = ((value or {}).get("name") for value in (wanted, got))
        right = same_header(name, wanted, got)
        _note_header(name, (wanted, got), score, right=right, strict=wanted == got)
    lists = [record.get("recipients") or [] for record in (gold, found)]
    same = [len(entries) or None for entries in lists]
    _note_header(
        "recipients",
        (same[0], same[1]),
        score,
        right=same[0] == same[1],
        strict=lists[0] == lists[1],
    )


def _note_header(
    name: str,
    values: tuple[object, object],
    score: Score,
    *,
    right: bool,
    strict: bool,
) -> None:
    """A field that is rightly empty is right; precision is told field by field."""
    wanted, got = values
    score.counts["header"].add(Count(int(right), 0, int(not right)))
    score.strict["header"].add(Count(int(strict), 0, int(not strict)))
    if wanted is not None or got is not None:
        _tally(score.header[name], wanted, got, right=right)
    if not right:
        told = ["none" if value is None else str(value) for value in values]
        score.faults.append(Fault(f"header {name}", "wrong", *told))


def _score_citations(gold: list[Json], found: list[Json], score: Score) -> None:
    """By number and symbol, or by type and date where a document has none."""

    def key(cited: Json, names: Sequence[str]) -> tuple[str, ...]:
        return tuple(exact(str(cited.get(name) or "")) for name in names)

    def keys(cited: list[Json]) -> dict[tuple[str, ...], Json]:
        return {
            key(
                c,
                ("number_symbol",) if c.get("number_symbol") else ("type", "issued_on"),
            ): c
            for c in cited
        }

    wanted, got = keys(gold), keys(found)
    score.counts["citations"].add(_overlap(wanted, got))
    every = ("type", "number_symbol", "issued_on", "article", "role")
    score.strict["citations"].add(
        _overlap([key(c, every) for c in gold], [key(c, every) for c in found])
    )
    for one in wanted.keys() - got.keys():
        score.faults.append(Fault("citation", "missed", " ".join(one)))
    for one in got.keys() - wanted.keys():
        score.faults.append(Fault("citation", "invented", found=" ".join(one)))
