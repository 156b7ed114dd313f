# Duanju on one machine. `make demo` needs Python 3.11, make, and the network once; nothing else.

PYTHON  ?= python3
STACK   ?= embedded
REQUEST ?= examples/the-red-envelope.yaml
OUT     ?= out
TESTS   ?=

BIN := .venv/bin
# What we start ends when this make does, however make ends (15: ask it to stop, so that it can tidy up).
TETHERED := exec $(BIN)/python -I -S infra/local/tether.py 15 $$PPID

# Who runs the studio: processes of this machine, or containers, which need nothing set up and go on when make ends.
ifeq ($(STACK),embedded)
  STUDIO_NEEDS := setup
  STUDIO_UP    := $(TETHERED) $(BIN)/duanju
  STUDIO_DOWN  := $(BIN)/duanju
else ifeq ($(STACK),compose)
  STUDIO_NEEDS :=
  STUDIO_UP    := exec $(PYTHON) -m infra.compose
  STUDIO_DOWN  := $(STUDIO_UP)
else
  $(error STACK is '$(STACK)': write STACK=compose, or leave it out for the studio on this machine alone)
endif

.DEFAULT_GOAL := help
.PHONY: help setup demo up down test lint docs gallery bench clean

help: ## show this
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-7s %s\n", $$1, $$2}' Makefile
	@echo
	@echo "  make demo REQUEST=examples/the-red-envelope.yaml OUT=out"
	@echo "  make up STACK=compose     the production stack, in containers; demo and down likewise"

setup: ## install everything; a second run does nothing, an interrupted one goes on
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON): install Python 3.11 or newer." >&2; exit 1; }
	@exec $(PYTHON) infra/local/setup.py

demo: $(STUDIO_NEEDS) ## film REQUEST and put the episodes into OUT
	@$(STUDIO_UP) demo "$(REQUEST)" "$(OUT)"

up: $(STUDIO_NEEDS) ## run the studio until Ctrl-C; use it with .venv/bin/duanju publish …
	@$(STUDIO_UP) up

down: $(STUDIO_NEEDS) ## end the studio that `make up` started
	@$(STUDIO_DOWN) down

test: setup ## run the tests (TESTS="tests/unit -k voice" for some)
	@$(TETHERED) $(BIN)/python -m pytest $(TESTS)

lint: setup ## check style, format and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

docs: setup ## generate docs/access.md, docs/asyncapi, docs/schemas and the dashboards from the code
	@$(BIN)/python -m infra.docs
	@$(BIN)/python -m infra.grafana

gallery: setup ## draw contact sheets of people, emotions, places, gestures into docs/pictures
	@$(TETHERED) $(BIN)/python -m infra.gallery

bench: setup ## measure speed
	@$(TETHERED) $(BIN)/python -m tests.bench

clean: ## remove what setup and the tools made; dramas (.duanju) and films stay
	rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
