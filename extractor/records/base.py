"""What every record shares: frozen, strict, and written to JSON without empty keys."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A value that travels between stages: never changed, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def as_data(self) -> dict[str, Any]:
        """Return JSON-ready data: amounts as decimal strings, absent values and empty asides left out."""
        data: dict[str, Any] = _pruned(self.model_dump(mode="json", exclude_none=True))
        return data

    def as_json(self) -> str:
        """Return `as_data` as indented JSON text."""
        return json.dumps(self.as_data(), ensure_ascii=False, indent=1) + "\n"


_ASIDES = {"also_at", "alternatives", "dismissed", "history", "now", "reviews"}


def _pruned(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _pruned(value) for key, value in node.items() if value or key not in _ASIDES}
    return [_pruned(value) for value in node] if isinstance(node, list) else node
