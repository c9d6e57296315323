"""What several tests need."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("search", max_examples=1000, deadline=None)
settings.load_profile(os.environ.get("ZONGSHU_EXAMPLES", "same"))
"""The same examples on every machine, so that a red run is a change; `ZONGSHU_EXAMPLES=search` looks for new ones."""

_SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder with real reports and hand labels beside the repository; without it the test is skipped."""
    if not (_SHARED / "reports").is_dir():
        pytest.skip(f"no reports at {_SHARED}: they are kept beside the repository, not in it")
    return _SHARED
