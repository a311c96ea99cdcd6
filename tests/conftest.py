"""What tests share: the sample pile, the case built of it once, and the folder beside the repository."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest
from hypothesis import settings

import rashomon
from rashomon.case import Case

SHARED = Path(__file__).parents[2] / "shared"
BESIDE = ("case.toml", "gazetteer.csv")

# The same examples everywhere, however slow the machine: a test that fails by chance or by the clock tells nothing.
settings.register_profile("everywhere", deadline=None, derandomize=True)
settings.load_profile("everywhere")


@pytest.fixture(scope="session")
def sample_files() -> list[Path]:
    """The eight sample reports."""
    pile = Path(str(resources.files("rashomon.samples") / "tarsk"))
    return sorted(p for p in pile.iterdir() if p.name not in BESIDE)


@pytest.fixture(scope="session")
def sample_case(sample_files: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The sample pile, built once for all tests that only look."""
    return rashomon.build(sample_files, tmp_path_factory.mktemp("sample") / "case")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder beside the repository; the test is skipped where it is not."""
    if not SHARED.is_dir():
        pytest.skip("../shared lies not beside the repository")
    return SHARED
