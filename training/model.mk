# `make model`: the reading model from ../shared/data, some four hours on four cores; resumes from MODEL_RUN. Specialists learn
# one task each and label what has no labels of it; the model learns every task on every text.
# Needs requirements/training.txt in .venv-training; the package's own run-time requirements are among them.

MODEL_RUN ?= out/model
MODEL_STEPS ?= 8000
MODEL_THREADS ?= 4
TRAIN := .venv-training/bin/python
LEARN := OMP_WAIT_POLICY=passive $(TRAIN) -m training.train --threads $(MODEL_THREADS)

.PHONY: model model-figures
model: .venv-training/.stamp
	$(LEARN) --out $(MODEL_RUN)/statements --specialist statements --steps 4000 --rate 1.5e-4 --seed 31
	$(LEARN) --out $(MODEL_RUN)/syntax --specialist syntax --steps 4000 --rate 3e-4 --seed 41
	$(LEARN) --out $(MODEL_RUN)/names --specialist names --steps 2000 --rate 3e-4 --seed 43
	for task in statements syntax names; do \
	  $(TRAIN) -m training.export --run $(MODEL_RUN)/$$task --out $(MODEL_RUN)/$$task/weights || exit 1; \
	done
	$(TRAIN) -m training.ensemble $(MODEL_RUN)/statements/weights --out $(MODEL_RUN)/labelled.jsonl.gz
	$(TRAIN) -m training.lend --syntax $(MODEL_RUN)/syntax/weights --names $(MODEL_RUN)/names/weights \
	  --labelled $(MODEL_RUN)/labelled.jsonl.gz --out $(MODEL_RUN)/lent.jsonl.gz
	$(LEARN) --out $(MODEL_RUN) --steps $(MODEL_STEPS) --labelled $(MODEL_RUN)/labelled.jsonl.gz \
	  --lent $(MODEL_RUN)/lent.jsonl.gz
	$(TRAIN) -m training.lemmas
	$(TRAIN) -m training.export --run $(MODEL_RUN)
	$(TRAIN) -m training.wording
	$(TRAIN) -m training.events
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
