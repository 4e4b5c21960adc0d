# Two commands do everything on a fresh machine: `make run` and `make test`.
# Each target first sets up what it needs; `make help` lists them.

PYTHON ?= python3
VENV   := .venv
PY     := $(VENV)/bin/python
READY  := $(VENV)/ready
SAMPLE ?= sample
ARGS   ?=

export PYTHONWARNINGS ?= default
test coverage bench torture screenshots package: export QT_QPA_PLATFORM ?= offscreen


.PHONY: help run test check coverage bench bench-peers torture screenshots translations package lock format clean
.DEFAULT_GOAL := help

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

# Redone whenever what it installs may have changed.
$(READY): pyproject.toml requirements.lock packaging/setup.sh
	@PYTHON=$(PYTHON) sh packaging/setup.sh $(VENV)
	@touch $@

$(SAMPLE): | $(READY)
	$(PY) -m editor sample $(abspath $(SAMPLE))

run: $(READY) $(SAMPLE) ## set up, then open the sample site
	$(PY) -m editor $(abspath $(SAMPLE))

test: $(READY) ## set up, then run all tests, without a screen
	$(PY) -m pytest -n auto $(ARGS)

check: $(READY) ## lint, types and the rules of the house
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) -m pytest -q tests/test_architecture.py

coverage: $(READY) ## all tests with line coverage, held to the figures we promise
	$(PY) -m pytest -q -n auto --cov --cov-report= $(ARGS)
	$(PY) -m coverage report --include='editor/model/*' --fail-under=95
	$(PY) -m coverage report --include='editor/ui/*' --fail-under=85

bench: $(READY) ## speed, as ratios taken in one run
	$(PY) -m tests.benchmarks $(ARGS)

bench-peers: $(READY) ## install the programs that reading is compared with, below the user's cache
	$(PY) -m tests.benchmarks --peers

torture: $(READY) ## kills, failing system calls, the YAML test suite, a million mutants; about an hour
	$(PY) -m tests.torture $(ARGS)

screenshots: $(READY) ## take the pictures of README and docs anew
	$(PY) -m tests.screenshots $(ARGS)

translations: $(READY) ## bring the English plurals up to date
	$(PY) packaging/translations.py

package: $(READY) ## a folder that starts without Python, in dist/
	$(PY) -m pip install --quiet --disable-pip-version-check -e '.[package]'
	$(PY) -m PyInstaller --noconfirm --distpath dist --workpath build packaging/newscards.spec
	dist/newscards/newscards --version

lock: $(READY) ## pin the newest versions that pyproject.toml allows
	$(PY) -m pip install --quiet --disable-pip-version-check uv
	$(PY) -m uv pip compile --quiet --universal --extra dev --upgrade --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.lock

format: $(READY) ## format and sort imports
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

clean: ## forget everything that can be made again
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
