# Everything one does here, each in one word. `make` alone lists the words.

HOST ?= 127.0.0.1
PORT ?= 8000
JOBS ?= 2
BIN := .venv/bin
UV := $(BIN)/uv
INSTALL := $(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements/build.txt
PYTEST := $(BIN)/python -m pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder

# What Python compiled is kept: a start takes a third less time, and the tests start many processes.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help setup setup-test system-run system-test run test sure bench translate check lock

help: ## List these words.
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: system-run .venv/run.stamp ## Install what the service needs: system libraries, packages of requirements/run.txt.

run: setup ## Install, load the content and serve, on HOST (127.0.0.1) and PORT (8000).
	$(BIN)/tremplin serve --host $(HOST) --port $(PORT)

test: setup-test ## Install what the tests need and run them, but for the measures of speed.
	$(PYTEST)

sure: setup-test ## Say whether all is well: style, types, content, translations, migrations, tests.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/tremplin check
	$(BIN)/python -m scripts.translate --check
	$(BIN)/python -m scripts.migrations
	$(PYTEST)

bench: setup-test ## Measure planning and printing, next to Chromium.
	$(BIN)/python -m pytest -m bench

translate: setup-test ## Bring the catalogues up to date with the code and the templates.
	$(BIN)/python -m scripts.translate

check: setup ## Load the whole content, count it, report what is wrong.
	$(BIN)/tremplin check

lock: setup-test ## Choose the versions of requirements/*.txt anew.
	scripts/lock.sh

setup-test: system-test .venv/run.stamp .venv/test.stamp

system-run:
	@scripts/system.sh run

system-test:
	@scripts/system.sh test

.venv/build.stamp: requirements/build.txt
	"$$(scripts/system.sh python)" -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/build.txt
	@touch $@

.venv/run.stamp: .venv/build.stamp requirements/run.txt pyproject.toml
	$(INSTALL) -r requirements/run.txt
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

.venv/test.stamp: .venv/run.stamp requirements/test.txt
	$(INSTALL) -r requirements/test.txt
	@touch $@
