# `make help` lists what there is.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000
CARRIER_PORT ?= 8001
export PORT CARRIER_PORT
.PHONY: help install run test test-fast check stack bench types package browser clean sweep reliability simulate cover mutants grants

help: ## what one can make
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

install: .stamps/python .stamps/ministack .stamps/dashboard .stamps/compiler ## everything that running and testing need

.stamps/python: requirements.txt requirements-dev.txt infrastructure/packaging/libraries.txt
	@echo "installing Python packages …"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Parley needs Python 3.11 or newer")'
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install -q --disable-pip-version-check -r requirements-dev.txt
	@mkdir -p .stamps && touch $@

.stamps/ministack: infrastructure/local/requirements.txt
	@echo "installing the embedded AWS …"
	@$(PYTHON) -m venv .ministack
	@.ministack/bin/pip install -q --disable-pip-version-check -r $<
	@mkdir -p .stamps && touch $@

.stamps/checkov: infrastructure/policy/requirements.txt
	@echo "installing cfn-lint and checkov …"
	@$(PYTHON) -m venv .checkov
	@.checkov/bin/pip install -q --disable-pip-version-check -r $<
	@mkdir -p .stamps && touch $@

.stamps/sam: .stamps/ministack infrastructure/stack/requirements.txt
	@.ministack/bin/pip install -q --disable-pip-version-check -r infrastructure/stack/requirements.txt
	@mkdir -p .stamps && touch $@

.stamps/compiler: .stamps/python infrastructure/packaging/compiler/package-lock.json
	@echo "installing the compiler of bytecode …"
	@cd infrastructure/packaging/compiler && PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --ignore-scripts --loglevel=error
	@mkdir -p .stamps && touch $@

.stamps/dashboard: .stamps/python dashboard/package-lock.json dashboard/package.json
	@echo "installing the dashboard's packages …"
	@cd dashboard && PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --no-audit --no-fund --loglevel=error
	@mkdir -p .stamps && touch $@

dashboard/dist/index.html: .stamps/dashboard $(shell find dashboard/src dashboard/public dashboard/index.html dashboard/vite.config.ts -type f 2>/dev/null)
	@echo "building the dashboard …"
	@cd dashboard && PATH="$(CURDIR)/$(BIN):$$PATH" npm run --silent build -- --logLevel warn
	@touch $@

run: .stamps/python .stamps/ministack dashboard/dist/index.html ## the whole product on this machine (FRESH=1 begins anew)
	@exec $(BIN)/python -m infrastructure.local

test: install ## every test but the long searches and the browser's
	@$(BIN)/python -m pytest -q -n 2 --dist loadgroup -m "not sweep" --ignore=tests/e2e

sweep: install ## the long searches: faults at every call, the model machine, mutants, fuzzing
	@$(BIN)/python -m pytest -q -n 2 -m sweep --ignore=tests/e2e

reliability: .stamps/python ## every fault and every race, and their figures into docs/reliability.md (ONLY=new: those that have none)
	@$(BIN)/python -m tests.harness.report

simulate: .stamps/python ## a million recipients in virtual time, into docs/reliability.md (SCALE=20: a twentieth of it)
	@$(BIN)/python -m tests.simulation

test-fast: .stamps/python ## the tests that need no process of their own
	@$(BIN)/python -m pytest -q -m "not stack and not sweep"

check: install ## lint, types, layers, contract, template, dashboard
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check -q
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache > .stamps/layers.log || (cat .stamps/layers.log; exit 1)
	@$(MAKE) -s cover package
	@$(MAKE) -s .stamps/checkov && $(BIN)/python -m infrastructure.policy build/template.json build/beside.json
	@cd dashboard && PATH="$(CURDIR)/$(BIN):$$PATH" npm run --silent types -- --check >/dev/null || (echo "the dashboard's types are old: make types"; exit 1)
	@cd dashboard && PATH="$(CURDIR)/$(BIN):$$PATH" npm run --silent lint && PATH="$(CURDIR)/$(BIN):$$PATH" npm run --silent test
	@$(MAKE) -s dashboard/dist/index.html
	@$(BIN)/python -m infrastructure.weigh dashboard/dist 150

cover: .stamps/python ## the core's tests reach every branch of it
	@$(BIN)/python -m pytest -q tests/core --ignore=tests/core/test_machine.py -m "not sweep" --cov=chalicelib.core --cov-branch --cov-fail-under=100 --cov-report=term:skip-covered

grants: .stamps/python ## what each function was seen to do in AWS, and so may do: look at what changes
	@$(BIN)/python -m tests.harness.granted

mutants: .stamps/python ## mistakes planted in the core, each of which its tests must notice
	@$(BIN)/python -m tests.core.mutants

types: install ## the API's document and the dashboard's types from the declarations
	@$(BIN)/python -m infrastructure.contract
	@cd dashboard && PATH="$(CURDIR)/$(BIN):$$PATH" npm run --silent types

browser: install dashboard/dist/index.html ## the two main flows in Chromium, at 360 and 1280 px
	@$(BIN)/python -m pytest -q tests/e2e

stack: .stamps/sam package build/libraries-here.zip dashboard/dist/index.html ## the deployed template in the embedded AWS: its rights, an upgrade, a rollback, the guide
	@PARLEY_E2E=stack $(BIN)/python -m pytest -q tests/stack

bench: install dashboard/dist/index.html ## speed and size, as ratios in one run
	@$(BIN)/python -m tests.bench

build/libraries.zip: .stamps/compiler requirements.txt infrastructure/packaging/libraries.txt $(wildcard infrastructure/packaging/*.py infrastructure/packaging/compiler/*.mjs)
	@echo "packaging the libraries …"
	@$(BIN)/python -m infrastructure.package libraries build

build/libraries-here.zip: build/libraries.zip
	@$(BIN)/python -m infrastructure.package libraries-here build

build/code.zip: .stamps/compiler app.py $(wildcard infrastructure/packaging/*.py) $(shell find chalicelib -name '*.py' -o -name '*.toml' -o -name '*.json' -o -name '*.js' -o -name '*.css')
	@$(BIN)/python -m infrastructure.package code build

package: build/libraries.zip build/code.zip ## the template of one function per route, beside its code
	@$(BIN)/python -m infrastructure.package template build

clean: ## forget what was installed and built (keeps .local)
	@rm -rf .venv .ministack .checkov .stamps build dashboard/node_modules dashboard/dist infrastructure/packaging/compiler/node_modules

include infrastructure/operator.mk
