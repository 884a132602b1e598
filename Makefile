# One door for everything. Each target sets up what it needs by itself.
# PYTHON chooses the interpreter for the virtual environment: make demo PYTHON=python3.12

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN_READY := $(VENV)/.run-ready
DEV_READY := $(VENV)/.dev-ready
BENCH_READY := $(VENV)/.bench-ready

.DEFAULT_GOAL := help
.PHONY: help demo test check bench reference lock clean

help:  ## Show what there is.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(RUN_READY)  ## Play an evening on a simulated Reddit with the real bot.
	@$(BIN)/civilbot demo --dir var/demo

test: $(DEV_READY)  ## Run all tests with coverage. ARGS="-k word" narrows them.
	@$(BIN)/python tests/run.py $(ARGS)

check: $(DEV_READY)  ## Format, lint, types and import contracts.
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(BENCH_READY)  ## Measure speed as ratios against a baseline. ARGS="detector" narrows it.
	@$(BIN)/python -m tests.bench $(ARGS)

reference: $(DEV_READY)  ## Renew docs/rules.md and the schema from the rules' models.
	@$(BIN)/python -m tests.reference

lock:  ## Renew the hashed lists of dependencies; needs uv.
	uv pip compile pyproject.toml --group build --universal --generate-hashes --python-version 3.11 \
	  --no-emit-index-url --no-annotate --no-header -q -o requirements/run.txt
	uv pip compile pyproject.toml --group dev --universal --generate-hashes \
	  --python-version 3.11 --no-emit-index-url --no-annotate --no-header -q \
	  -c requirements/run.txt -o requirements/dev.txt
	uv pip compile pyproject.toml --group bench --universal --generate-hashes \
	  --python-version 3.11 --no-emit-index-url --no-annotate --no-header -q \
	  -c requirements/dev.txt -o requirements/bench.txt

clean:  ## Remove what was set up and what demos left.
	rm -rf $(VENV) var

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "civilbot needs Python 3.11 or newer; try: make demo PYTHON=python3.12"; exit 1; }
	@echo "Making a virtual environment in $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)

$(RUN_READY): $(VENV)/bin/python requirements/run.txt pyproject.toml
	@echo "Installing civilbot's dependencies (once) ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(DEV_READY): $(RUN_READY) requirements/dev.txt
	@echo "Installing the tools for tests (once) ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.txt
	@touch $@

$(BENCH_READY): $(DEV_READY) requirements/bench.txt
	@echo "Installing what the detector is measured against (once) ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r requirements/bench.txt
	@touch $@
