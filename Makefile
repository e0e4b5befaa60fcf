# Everything a person needs, by name. Windows without make: see README.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.DEFAULT_GOAL := help
.PHONY: help setup demo run seed test check format screenshots docs wheel lock translations benchmarks bench-register audit

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/.runtime crm/web/static/vendor/.stamp crm/web/translations/.stamp ## Virtual environment, dependencies, assets

demo: setup ## A city full of life on http://127.0.0.1:8080
	ANSPRECHPARTNER_HOME=var $(BIN)/ansprechpartner demo

run: setup ## The server over the configured database
	$(BIN)/ansprechpartner init && $(BIN)/ansprechpartner serve

seed: setup ## Fill the configured database with the demo city
	$(BIN)/ansprechpartner init && $(BIN)/ansprechpartner seed --city magdeburg

test: setup $(VENV)/.dev ## All tests, on SQLite, PostgreSQL and in a browser
	$(BIN)/python -m pytest -q -n 2 --dist worksteal

check: setup $(VENV)/.dev ## Lint, types, directions between rooms, translations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/translations.py check
	$(BIN)/python -m scripts.export_docs check
	$(BIN)/python -m scripts.broken_files check

format: $(VENV)/.dev ## Put the code into its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: setup $(VENV)/.dev ## docs/export.md and docs/administrator/broken-files.md from what they list
	$(BIN)/python -m scripts.export_docs update
	$(BIN)/python -m scripts.broken_files update

screenshots: setup $(VENV)/.dev ## The pictures of README and docs
	$(BIN)/python scripts/screenshots.py
	$(BIN)/python -m scripts.printed

benchmarks: setup $(VENV)/.dev ## The figures of docs/performance.md
	$(BIN)/python -m tests.benchmarks

bench-register: setup $(VENV)/.dev ## What the register takes: who is the same firm, imports, memory; beside peers
	$(BIN)/python -m tests.benchmarks.register --write

audit: setup $(VENV)/.dev ## What readers lose by withheld numbers, and an attack on the released files
	$(BIN)/python -m tests.audit
	$(BIN)/python -m tests.audit --recount --worlds 40

wheel: setup $(VENV)/.dev ## dist/*.whl with templates, translations, migrations, assets, seed data
	$(BIN)/python -m build --wheel --no-isolation

translations: $(VENV)/.dev ## Collect texts to translate and compile what is translated
	$(BIN)/python scripts/translations.py update

lock: $(VENV)/.dev ## Pin the dependencies anew
	$(BIN)/python scripts/lock.py

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: $(VENV)/bin/python requirements.txt pyproject.toml
	$(BIN)/python -m pip install -q --no-compile --require-hashes -r requirements.txt
	$(BIN)/python -m pip install -q --no-compile --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.txt
	$(BIN)/python -m pip install -q --no-compile --require-hashes -r requirements-dev.txt
	@touch $@

crm/web/static/vendor/.stamp: $(VENV)/.runtime package-lock.json scripts/assets.py
	$(BIN)/python scripts/assets.py
	@touch $@

crm/web/translations/.stamp: $(VENV)/.runtime $(wildcard crm/web/translations/*/LC_MESSAGES/*.po)
	$(BIN)/python scripts/translations.py compile
	@touch $@
