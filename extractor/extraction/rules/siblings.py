"""Where the share, the growth and the change of an amount stand beside it in the record."""

from __future__ import annotations

from extractor.records.report import ThreePublicRow


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
