"""The results of one report, to be reviewed."""

import shutil

import pytest

from extractor import batch
from extractor.settings import Settings
from tests.acceptance.reviewing import REPORT


@pytest.fixture(scope="session")
def fresh(tmp_path_factory):
    """Return the results of one report with two errors and a warning, made once."""
    out = tmp_path_factory.mktemp("out")
    list(batch.run_files([REPORT], out, Settings()))
    return out


@pytest.fixture
def results(fresh, tmp_path):
    """Return a copy of the results in which a test may write."""
    shutil.copytree(fresh, tmp_path / "结果")
    return tmp_path / "结果" / "report"
