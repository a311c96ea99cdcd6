# `make model`: the reading model from ../shared/data, some 90 minutes on three cores; resumes from MODEL_RUN.
# Needs requirements/training.txt in .venv-training; the package's own run-time requirements are among them.

MODEL_RUN ?= out/model
MODEL_STEPS ?= 8000
MODEL_THREADS ?= 4
TRAIN := .venv-training/bin/python

.PHONY: model model-figures
model: .venv-training/.stamp
	OMP_WAIT_POLICY=passive $(TRAIN) -m training.train --out $(MODEL_RUN) --steps $(MODEL_STEPS) --threads $(MODEL_THREADS)
	$(TRAIN) -m training.lemmas
	$(TRAIN) -m training.export --run $(MODEL_RUN)
	$(TRAIN) -m training.tune
	$(TRAIN) -m training.calibrate
	$(TRAIN) -m training.evaluate

model-figures: .venv-training/.stamp
	$(TRAIN) -m training.evaluate
	$(TRAIN) -m training.bench

.venv-training/.stamp: requirements/training.txt
	test -x $(TRAIN) || $(PYTHON) -m venv .venv-training
	$(TRAIN) -m pip install -q --disable-pip-version-check --require-hashes -r requirements/training.txt
	$(TRAIN) -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@
