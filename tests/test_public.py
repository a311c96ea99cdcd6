"""What `import rashomon` promises."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import rashomon


def test_all_is_sorted_and_every_name_is_there():
    assert rashomon.__all__ == sorted(rashomon.__all__)
    for name in rashomon.__all__:
        assert getattr(rashomon, name) is not None


def test_the_public_module_stays_thin():
    assert len(Path(rashomon.__file__).read_text("utf-8").splitlines()) < 40


def test_importing_rashomon_loads_no_heavy_library():
    code = "import sys, rashomon; print([m for m in ('onnxruntime', 'duckdb', 'trafilatura') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ast.literal_eval(done.stdout) == []


def test_public_functions_and_classes_say_what_they_do():
    for name in rashomon.__all__:
        assert (getattr(rashomon, name).__doc__ or "").strip()
