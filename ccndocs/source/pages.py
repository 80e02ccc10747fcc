"""The pages of an opened source: counted at once, loaded one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ccndocs.errors import BadOptionError
from ccndocs.types.options import Options
from ccndocs.types.page import Source, SourcePage


class Pages:
    """The selected pages in document order.

    `len()` counts the selected pages, `page_count` all pages of the input. A page is
    loaded when the iteration reaches it and need not outlive the next one.
    """

    def __init__(
        self,
        page_count: int,
        numbers: tuple[int, ...],
        load: Callable[[int], SourcePage],
    ) -> None:
        self.page_count = page_count
        self.numbers = numbers
        self._load = load

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[SourcePage]:
        for number in self.numbers:
            yield self._load(number)


def selected(source: Source, page_count: int, options: Options) -> tuple[int, ...]:
    """Page numbers that the options choose out of 1..page_count, ascending.

    Raises BadOptionError `page_range` when there are none.
    """
    if options.pages is None:
        return tuple(range(1, page_count + 1))
    numbers = tuple(n for n in sorted(set(options.pages)) if 1 <= n <= page_count)
    if not numbers:
        asked = ",".join(str(n) for n in options.pages)
        raise BadOptionError(
            "page_range", source.name, pages=page_count, detail=asked or "none"
        )
    return numbers
