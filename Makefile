# The commands of this repository. `make site` and `make test` need nothing but Python and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
JOBS ?= 2

export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help

help: ## Show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.site-installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) install --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.dev-installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) install --constraint constraints.txt --editable '.[dev]'
	@touch $@ $(VENV)/.site-installed

site: $(VENV)/.site-installed ## Build the demo site into site/
	$(BIN)/vendorbook build --jobs $(JOBS)

serve: $(VENV)/.site-installed ## Show the demo site and rebuild it while records are edited
	$(BIN)/vendorbook serve

check: $(VENV)/.site-installed ## What needs attention in the demo
	$(BIN)/vendorbook check --fail-on never

test: $(VENV)/.dev-installed ## Run all tests
	$(BIN)/python -m pytest -n $(JOBS)

lint: $(VENV)/.dev-installed ## Check style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev-installed ## Check types
	$(BIN)/mypy

bench: $(VENV)/.dev-installed ## Measure speed and memory against baselines
	$(BIN)/python -m benchmarks.run

constraints: $(VENV)/.dev-installed ## Write down the versions that are installed now
	@{ echo "# Versions that a fresh machine installs; refresh with 'make constraints'."; \
	  $(PIP) freeze --exclude-editable | grep -v ' @ ' | sort -f; } > constraints.txt

clean: ## Remove what was built and installed
	rm -rf $(VENV) build dist site .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis

.PHONY: help site serve check test lint types bench constraints clean
