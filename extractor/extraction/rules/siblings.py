"""Where the share, the growth and the change of an amount stand beside it in the record."""

from __future__ import annotations

import re

from extractor.extraction.claims import Claims
from extractor.extraction.rules.mentions import Mention, is_fall
from extractor.extraction.rules.passages import as_printed
from extractor.records.report import ThreePublicRow

_OF = re.compile(r"占(?:比)?(.{2,24}?)(?:的)?(?:比例|比重)?(?:约|为|达|到)*$")


def claim_share(subject: str, mention: Mention, claims: Claims) -> None:
    """Claim the share of an amount with the words that say of what it is one; nothing for no amount ("")."""
    value_path, of_path = share_paths(subject)
    if value_path is None:
        return
    claims.figure(value_path, mention.quantity, mention.at, "%")
    match = _OF.search(mention.lead)
    if match and of_path is not None:
        claims.add(of_path, "text", as_printed(mention.raw, match[1].removesuffix("的")), mention.at)


def claim_change(subject: str, mention: Mention, claims: Claims) -> None:
    """Claim the growth or change of an amount; a fall is negative. Nothing for no amount ("")."""
    path = change_path(subject, "growth" if mention.role == "growth" else "change_from_previous")
    if path is None:
        return
    quantity = mention.quantity
    if is_fall(mention.lead) and quantity.value > 0:
        quantity = quantity._replace(value=-quantity.value)
    claims.figure(path, quantity, mention.at)


def share_paths(subject: str) -> tuple[str | None, str | None]:
    """Return where the share of an amount and the words of what it is a share of stand."""
    group, _, name = subject.rpartition(".")
    if not group:
        return None, None
    if group == "spending.basic":
        return f"{group}.shares.{name}", f"{group}.shares.{name}_of"
    prefix = "" if name == "total" else f"{name}_"
    return f"{group}.{prefix}share", f"{group}.{prefix}share_of"


def change_path(subject: str, kind: str) -> str | None:
    """Return where the change or growth of an amount stands; for the total of a group without prefix."""
    group, _, name = subject.rpartition(".")
    if group.startswith("three_public.rows"):
        return f"{group}.{kind}" if kind in ThreePublicRow.model_fields else None
    if not group or name == "rate":
        return None
    return f"{group}.{kind}" if name == "total" else f"{group}.{name}_{kind}"
