"""What an amount is made of: its parts with their shares, each share rounded on its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.drafting.helpers import Helpers
from extractor.drafting.view import Node, Value

_WHOLE = Decimal(100)


@dataclass(frozen=True)
class Part:
    """One part: its name, amount and share; `of` is what the report says the share is of, if it prints one."""

    name: object
    amount: Value
    share: Value | None = None
    of: Value | None = None
    printed: bool = False


@dataclass(frozen=True)
class Composition:
    """The parts that are not nothing. `uneven`: they make up the whole, but their rounded shares do not make 100 %."""

    parts: tuple[Part, ...]
    uneven: bool = False

    @property
    def largest(self) -> Part | None:
        """The part that alone has the highest share, if shares are known and none is in doubt."""
        known = [part for part in self.parts if part.share and part.share.sure is not None]
        ranked = sorted(known, key=lambda part: part.share.value if part.share and part.share.value else 0)
        if len(known) < len(self.parts) or len(ranked) < 2:  # noqa: PLR2004 - a comparison needs two
            return None
        first, second = ranked[-1], ranked[-2]
        return first if first.share and second.share and first.share.value != second.share.value else None


def compose(entries: Sequence[tuple[object, ...] | Node], whole: object, helpers: Helpers) -> Composition:
    """Return the parts of a whole.

    An entry is (name, amount, printed share, what it is of), or a row with `name` and `amount`. A printed share stands
    before a computed one; only shares of the same whole are judged together.
    """
    parts = tuple(part for entry in entries if (part := _part(entry, whole, helpers)))
    return Composition(parts, _uneven(parts, whole))


def _part(entry: tuple[object, ...] | Node, whole: object, helpers: Helpers) -> Part | None:
    name, amount, share, of = (
        (entry.name.sentence, entry.amount, entry.amount_share, entry.amount_share_of)
        if isinstance(entry, Node)
        else entry
    )
    if not isinstance(amount, Value) or amount.none or not amount.is_figure:
        return None
    printed = share if isinstance(share, Value) else None
    of_what = of.sentence if isinstance(of, Value) else None
    return Part(name, amount, printed or helpers.share(amount, whole), of_what, bool(printed))


def _uneven(parts: Sequence[Part], whole: object) -> bool:
    """Whether the amounts make the whole to the last digit, and the shares miss 100 % by their rounding only."""
    if not isinstance(whole, Value) or whole.sure is None or len(parts) < 2:  # noqa: PLR2004 - one part is the whole
        return False
    if any(part.amount.sure is None or part.amount.unit != whole.unit for part in parts):
        return False
    shares = [part.share.sure for part in parts if part.share and part.share.sure is not None]
    if len(shares) < len(parts) or sum(part.amount.sure or 0 for part in parts) != whole.sure:
        return False
    places = max(-int(share.as_tuple().exponent) for share in shares)
    off = abs(sum(shares) - _WHOLE)
    return Decimal(0) < off <= Decimal(len(shares)).scaleb(-max(places, 0)) / 2
