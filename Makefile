# Two commands do it all: `make demo` and `make test`. Each makes .venv by itself when it is missing or stale.

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.stamp

.PHONY: demo test check gate browser bench-case bench-read bench-cases bench-statements bench-values clean

demo: $(STAMP)
	$(BIN)/rashomon demo

test: $(STAMP)
	$(BIN)/python -m pytest -m "not browser" -n auto

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Tests in Debian's Chromium (apt-get install chromium).
browser: $(STAMP)
	$(BIN)/python -m pytest -m browser

# The quality floors of benchmarks/floors.json; lowering one needs `--allow-regression` and a reason.
gate: $(STAMP)
	$(BIN)/python -m benchmarks.gate

bench-case: $(STAMP)
	$(BIN)/python -m benchmarks.case --write

bench-read: $(STAMP)
	$(BIN)/python -m benchmarks.read

bench-cases: $(STAMP)
	$(BIN)/python -m benchmarks.statement_cases
	$(BIN)/python -m benchmarks.event_cases

# Who says what, on PolNeAR dev; times, places and quantities.
bench-statements: $(STAMP)
	$(BIN)/python -m benchmarks.statements

bench-values: $(STAMP)
	$(BIN)/python -m benchmarks.value_cases
	$(BIN)/python -m benchmarks.times
	$(BIN)/python -m benchmarks.places
	$(BIN)/python -m benchmarks.quantities --model
	$(BIN)/python -m benchmarks.quantities --handcheck
	$(BIN)/python -m benchmarks.events guns

# `make model` and `make model-figures`.
include training/model.mk

clean:
	rm -rf .venv build dist src/*.egg-info .pytest_cache .mypy_cache .ruff_cache

$(STAMP): requirements/dev.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@
