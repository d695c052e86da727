# `make run` and `make test` do all their own set-up on a machine with Python 3.11+; a second call reuses it.

# make run PORT=8600 OPTIONS="--server.fileWatcherType auto"; make test TESTS="-k clashes"
PORT ?= 8501
OPTIONS ?=
WORKERS ?=
OUT ?= briefing
TESTS ?=
ALL ?=
RUNS ?= 7
OF ?= .

venv = .venv/bin/python
is_new_enough = -c 'import sys; sys.exit(sys.version_info < (3, 11))' </dev/null 2>/dev/null
found = $(shell for p in python3 python3.13 python3.12 python3.11; do $$p $(is_new_enough) && echo $$p && break; done)
python = $(or $(PYTHON),$(found),$(error Python 3.11 or newer was not found: install one, or name it with PYTHON=/path/to/python3))
set_up = @"$(python)" -m tools.set_up

# Streamlit asks for a home folder; a user of a container may have none.
ifeq ($(HOME),)
export HOME := $(CURDIR)/.venv
endif

.PHONY: run test check data briefing boundaries bench soak lock clean
.NOTPARALLEL:

run: ## the dashboard on http://localhost:PORT; WORKERS=2 serves it from two processes, for many readers
	$(set_up) run
	@exec $(venv) $(if $(WORKERS),-m tools.workers --workers $(WORKERS) --port $(PORT),-m streamlit run serve.py --server.port $(PORT)) $(OPTIONS)

test: ## the whole suite, with a real browser; ALL=1 with every pair of filters on every page
	$(set_up) test
	@ALL=$(ALL) $(venv) -m pytest --numprocesses 2 --dist load $(TESTS)

check: ## format, lint, types
	$(set_up) check
	@$(venv) -m ruff format --check .
	@$(venv) -m ruff check .
	@$(venv) -m mypy

data: ## data/CODEBOOK.md and data/datapackage.json, from components/dataset/schema.py
	$(set_up) run
	@$(venv) -m components.dataset.codebook

briefing: ## slides, report, pictures and a ZIP into OUT, for the filters in OPTIONS="--years 2021 2023 --township Momauk"
	$(set_up) run
	@$(venv) -m tools.briefing --out $(OUT) $(OPTIONS)

boundaries: ## townships as outlines on the map, from an official file of your own: FILE=mmr_admin3.geojson
	$(set_up) run
	@$(venv) -m tools.boundaries "$(FILE)"

bench: ## speed, size and memory beside a floor and two peers, into benchmarks/RESULTS.md; RUNS=1 to try it
	$(set_up) test
	@$(venv) -m benchmarks.run --runs $(RUNS) --of $(OF)

soak: ## 50 sessions and 10,000 runs of the pages without an error or growing memory, and a line cut for 20 seconds; over an hour
	$(set_up) test
	@$(venv) -m benchmarks.soak $(OPTIONS)
	@CUT_SECONDS=20 $(venv) -m pytest -k cut_line tests/browser/test_recovery_browser.py

lock: ## all locks, from pyproject.toml; needs uv
	@$(lock) --output-file requirements.lock
	@$(lock) --group dev --constraint requirements.lock --output-file requirements-dev.lock
	@$(subst pyproject.toml,benchmarks/requirements.in,$(lock)) --output-file benchmarks/requirements.lock

lock = uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links

clean: ## everything that set-up made
	rm -rf .venv .venv-bench .pytest_cache .mypy_cache .ruff_cache .hypothesis
