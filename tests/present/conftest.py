from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

from rashomon.case import Case, Manifest


@pytest.fixture(scope="session")
def sample() -> Any:
    path = Path(__file__).parents[1] / "case" / "sample.py"
    spec = importlib.util.spec_from_file_location("rashomon_sample", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["rashomon_sample"] = module
    spec.loader.exec_module(module)
    return module.Sample()


@pytest.fixture
def built(sample: Any, tmp_path: Path) -> Case:
    case = Case.create(tmp_path / "case")
    for original in sample.originals:
        case.keep_original(original)
    case.write(sample.ledger(), Manifest(versions={"rashomon": "0"}))
    return case
