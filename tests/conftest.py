"""What several tests need."""

from __future__ import annotations

from pathlib import Path

import pytest

_SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder with real reports and hand labels beside the repository; without it the test is skipped."""
    if not (_SHARED / "reports").is_dir():
        pytest.skip(f"no reports at {_SHARED}: they are kept beside the repository, not in it")
    return _SHARED
