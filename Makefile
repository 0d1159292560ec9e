.DEFAULT_GOAL := help
.PHONY: help setup dev demo serve test lint bench docs lock clean

PROMPT ?=
LYRICS ?=
OUT ?= out

help: ## show what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: ## everything that running needs, in .venv
	@sh scripts/setup.sh

dev: ## setup, and what tests and checks need
	@sh scripts/setup.sh dev

demo: setup ## make a song and an instrumental through a real server, into out/
	@.venv/bin/python scripts/demo.py --out "$(OUT)" --prompt "$(PROMPT)" --lyrics "$(LYRICS)"

serve: setup ## run the server
	@.venv/bin/tonewright serve

test: dev ## all tests, with import rules
	@sh scripts/test.sh

lint: dev ## formatting, lint, types and import rules
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports

bench: dev ## the figures, as a table and as build/bench.json
	@.venv/bin/python -m bench

docs: setup ## renew the pages that are made from the code
	@.venv/bin/python scripts/make_docs.py

lock: dev ## renew the lock files from pyproject.toml
	@.venv/bin/uv pip compile pyproject.toml --group build --upgrade --quiet --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --no-emit-package tonewright-client --python-version 3.11 -o requirements.lock
	@.venv/bin/uv pip compile pyproject.toml --group build --group dev -c requirements.lock --quiet --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --no-emit-package tonewright-client --python-version 3.11 -o requirements-dev.lock

clean: ## remove everything that was made
	rm -rf .venv out build .mypy_cache .ruff_cache
