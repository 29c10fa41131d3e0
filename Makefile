# The two commands: `make run` and `make test`. Everything else serves them.
PORT ?= 8000
HOST ?= 127.0.0.1
DATA ?= var
SLO ?=
PYTHON ?= python3

export NAADLOOS_DATA = $(abspath $(DATA))
# Half of the time in which a command starts goes into compiling what the command before it compiled as well.
unexport PYTHONDONTWRITEBYTECODE
BIN = .venv/bin

.PHONY: help run setup setup-dev requirements test lint format bench demo-reset messages schema rules

help:
	@echo "make run          set up, load the demo and serve it (PORT=8000 HOST=127.0.0.1 DATA=var SLO=folder-or-zip)"
	@echo "make test         set up and run all tests, a real browser's included"
	@echo "make lint         ruff, mypy and the import rules"
	@echo "make bench        speed as ratios (ARGS=--json for machines)"
	@echo "make demo-reset   put the demo back as it was"
	@echo "make rules        write docs/rules.md from the data of the law"
	@echo "make messages     gather the texts for translation"

setup:
	@PYTHON=$(PYTHON) bash scripts/setup.sh base

setup-dev:
	@PYTHON=$(PYTHON) bash scripts/setup.sh dev

run: setup
	@$(BIN)/naadloos serve --demo --host $(HOST) --port $(PORT) $(if $(SLO),--slo "$(SLO)")

demo-reset: setup
	@NAADLOOS_DEMO=1 $(BIN)/naadloos demo --reset

test: setup-dev
	@$(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS)

lint: setup-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/messages.py --check

format: setup-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup-dev
	@$(BIN)/python -m benchmarks $(ARGS)

messages: setup-dev
	@$(BIN)/python scripts/messages.py

# Renew the pinned files after a change in requirements/*.in. Without index lines: they name no machine.
requirements: setup-dev
	@for name in base embeddings dev; do $(BIN)/uv pip compile -q --universal --generate-hashes --no-header \
	  --no-emit-index-url --python-version 3.11 requirements/$$name.in -o requirements/$$name.txt; done

schema: setup
	@$(BIN)/python scripts/schema.py

rules: setup
	@$(BIN)/python scripts/rules.py
