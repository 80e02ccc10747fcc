"""Readers of the short forms that a document defines for itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ccndocs.extract.agency.forms import Found, Reading, ShortForms
from ccndocs.extract.agency.grammar import grammar
from ccndocs.extract.agency.names import gazetteer
from ccndocs.extract.agency.posts import post
from ccndocs.types.mention import Context
from ccndocs.vi.words import tokens


def defined_short(reading: Reading, at: int) -> Sequence[Found]:
    """Reads a short form that the document defines for an agency."""
    for form, long in reading.defined.get(reading.words[at].text, ()):
        read = reading.words[at : at + len(form)]
        if tuple(t.text for t in read) == form:
            stop = at + len(form)
            known = gazetteer(reading, at)
            if known and known[-1].stop > stop:
                return known  # "Ủy ban nhân dân (UBND)", then "UBND tỉnh An Sơn"
            items = _long_form(long, reading)
            return [
                replace(item, start=at, stop=stop, rule="agency defined")
                for item in items[:1]
            ]
    return ()


def short_forms(context: Context) -> ShortForms:
    """The short forms that a document defines, in the order in which they are tried."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for short, long in sorted(context.abbreviations.items()):
        form = tuple(t.text for t in tokens(short))
        if form:
            table.setdefault(form[0], []).append((form, long))
    return table


def _long_form(long: str, reading: Reading) -> Sequence[Found]:
    words = tokens(long)
    inner = Reading(long, words, replace(reading.context, abbreviations={}))
    for reader in (post, gazetteer, grammar):
        items = reader(inner, 0)
        if items and items[-1].stop == len(words):
            return items
    return ()
