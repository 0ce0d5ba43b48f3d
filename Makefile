# Every target with a `##` comment is listed by `make help`.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check bench trial lock clean system

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
# Every module of tests stays in one process: its fixtures are made once.
PYTEST := $(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile

# Locks are made from the registry alone, whatever local wheels this machine knows of.
PIP_COMPILE = PIP_CONFIG_FILE=/dev/null PIP_FIND_LINKS= PIP_EXTRA_INDEX_URL= \
	$(BIN)/pip-compile --quiet --upgrade --generate-hashes --strip-extras --allow-unsafe \
	--no-header --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options

help: ## show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-7s %s\n", $$1, $$2}'

run: $(VENV)/stamp-run ## install, build the sample city and serve it on 127.0.0.1 (PORT=8000)
	$(BIN)/gongshi build --content content/sample --out build/out
	$(BIN)/gongshi serve --port $(PORT)

test: $(VENV)/stamp-dev system node_modules/.package-lock.json ## everything: style, types, all tests, the browser's too
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(PYTEST)

check: $(VENV)/stamp-dev ## the quick half: style, types and the tests without a browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(PYTEST) -m "not browser"

bench: $(VENV)/stamp-dev system ## the speed of complaint intake, search, freezing and reading beside their peers, into tests/benchmarks/RESULTS.md
	$(BIN)/python -m tests.benchmarks.intake
	$(BIN)/python -m tests.benchmarks.search
	$(BIN)/python -m tests.benchmarks.freezing
	$(BIN)/python -m tests.benchmarks.reading

trial: $(VENV)/stamp-dev ## what takes longer than a test may: fifty kills of each kind, the search on whoosh3; into tests/TRIAL.md
	$(BIN)/python -m tests.trial --python $(PYTHON)

lock: $(VENV)/stamp-dev ## renew the lock files, of Python and of npm, from what they are made of
	$(PIP_COMPILE) --build-deps-for editable --output-file requirements.lock pyproject.toml
	$(PIP_COMPILE) --build-deps-for editable --extra dev --extra s3 --constraint requirements.lock \
		--output-file requirements-dev.lock pyproject.toml
	npm install --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts --no-audit --no-fund

clean: ## remove what was made: environment, tools, caches and outputs
	rm -rf $(VENV) node_modules .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find build -mindepth 1 ! -name .gitignore -delete
	find . -name __pycache__ -not -path './.git/*' -prune -exec rm -rf {} +

# ---- how the targets above get what they need; stamps keep repeated runs quick ----

$(VENV)/stamp-venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Gongshi needs Python 3.11 or newer; name one with: make run PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { \
		echo "This Python lacks its venv module; on Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/stamp-run: $(VENV)/stamp-venv requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/stamp-dev: $(VENV)/stamp-run requirements-dev.lock
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

node_modules/.package-lock.json: package.json package-lock.json | system
	npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

system:
	@tests/setup_system.sh
