# Everything runs in a private .venv made with plain `python3 -m venv` and pip.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
PIP     = $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
# pip's own last words stand above it.
NOT_INSTALLED = { echo "could not install what touchline needs; is there a network, and does pip reach its package index?" >&2; exit 1; }

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-long test-vm fuzz lint format typecheck bench docs generate lock clean soak

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "there is no $(PYTHON) here. Name a Python of 3.11 or newer: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(0 if v >= (3, 11) else "touchline needs Python 3.11 or newer, and $(PYTHON) is %d.%d. Name a newer one: make PYTHON=python3.12 $(MAKECMDGOALS)" % v[:2])'
	@$(PYTHON) -m venv $(VENV) || { echo "could not make $(VENV); on Debian and Ubuntu: apt-get install python3-venv" >&2; rm -rf $(VENV); exit 1; }

# The demo installs only what it runs.
$(VENV)/.demo: pyproject.toml constraints.txt | $(BIN)/python
	@echo "setting up the demo in $(VENV) (once)"
	@$(PIP) --editable '.[demo]' || $(NOT_INSTALLED)
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(BIN)/python
	@echo "setting up the development environment in $(VENV) (once)"
	@$(PIP) --editable '.[dev]' || $(NOT_INSTALLED)
	@touch $@ $(VENV)/.demo

setup: $(VENV)/.dev ## the development environment with every extra, in .venv

demo: $(VENV)/.demo ## one customer's journey from an advert to a till, through the real parts (PORT=, DATA=)
	@$(BIN)/python examples/demo.py $(if $(PORT),--port $(PORT)) $(if $(DATA),--data $(DATA))

test: lint typecheck ## every gate: lint, types, contracts, generated files, tests
	@$(BIN)/python -m pytest --numprocesses 2 -m "not long"

test-long: $(VENV)/.dev ## the long suites at full size
	@$(BIN)/python -m pytest -m long

test-vm: $(VENV)/.dev ## the beacon agent on a real kernel and bluetoothd, in an emulated machine (ARGS= for pytest)
	@$(BIN)/python tests/vm/machine.py $(ARGS)

fuzz: $(VENV)/.dev ## two minutes of coverage-guided fuzzing for each reader of foreign input
	@$(PIP) --editable '.[fuzz]' || $(NOT_INSTALLED)
	@TOUCHLINE_FUZZ_SECONDS=120 $(BIN)/python -m pytest -m long tests/spec/test_fuzz.py

lint: $(VENV)/.dev ## ruff, import contracts, generated files unchanged
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/python spec/generate --check
	@$(BIN)/lint-imports --no-cache > $(VENV)/lint-imports.log || { cat $(VENV)/lint-imports.log; exit 1; }

typecheck: $(VENV)/.dev ## mypy, strict
	@$(BIN)/mypy

generate: $(VENV)/.dev ## everything that comes from spec/registry: schemas, models, reference docs
	@$(BIN)/python spec/generate

format: $(VENV)/.dev ## rewrite to the house style
	@$(BIN)/ruff check --quiet --fix . ; $(BIN)/ruff format --quiet .

bench: $(VENV)/.dev ## every benchmark, short
	@for b in benchmarks/bench_*.py; do echo "== $$b"; $(BIN)/python $$b || exit 1; done

soak: $(VENV)/.dev ## a minute with a sink that is down: memory flat, catches up
	@$(BIN)/python benchmarks/soak_collector.py

lock: $(VENV)/.dev ## re-pin constraints.txt from pyproject.toml
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --universal --upgrade --all-extras --python-version 3.11 --no-header --no-annotate --output-file constraints.txt pyproject.toml

clean: ## remove the environment and every cache
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis dist touchline-data
