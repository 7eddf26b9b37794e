# Everything a person does with this repository, one word each: see `make help`.
# .venv is built from the hashed locks in requirements/ when they change, and left alone otherwise.

.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --no-input --disable-pip-version-check
LOCKED := $(INSTALL) --no-deps --require-hashes --only-binary :all:
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--only-binary :all: --no-emit-index-url --no-emit-find-links --no-header --no-annotate $(UPGRADE)

# Coverage floors in percent; they only rise.
FLOOR := 90
FLOOR_DOMAIN := 95

.PHONY: help run test lint bench soak lock clean

help: ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' Makefile

run: .venv/.installed ## Start Tapak; the trial, with its address, when there is no bot token
	@exec $(BIN)/tapak run

test: lint ## Everything that can run here, and why the rest was skipped
	@echo "pytest: running; skips and their reasons come at the end"
	@$(BIN)/python -m pytest -q -rs -n 2 --dist loadfile --cov --cov-report=term:skip-covered --cov-fail-under=$(FLOOR)
	@$(BIN)/python -m coverage report --include='sop_flows/*' --format=total \
		--fail-under=$(FLOOR_DOMAIN) > /dev/null \
		|| { echo "sop_flows is covered less than $(FLOOR_DOMAIN) %" >&2; exit 1; }

lint: .venv/.installed-dev ## Format, lint, types and the three floors, without the tests
	@echo "ruff format"; $(BIN)/ruff format --check --quiet --diff .
	@echo "ruff check"; $(BIN)/ruff check --quiet .
	@echo "mypy"; $(BIN)/mypy
	@echo "lint-imports"; $(BIN)/lint-imports --no-logo

bench: .venv/.installed-bench ## The performance claims, each beside its floor
	@exec $(BIN)/python -m benchmarks

soak: .venv/.installed-dev ## The long campaigns (tests marked soak); takes an hour or more
	@exec $(BIN)/python -m pytest -q -rs -m soak

lock: .venv/.installed-dev ## Pin pyproject.toml anew; UPGRADE=--upgrade takes newer versions
	@$(COMPILE) --extra dev pyproject.toml requirements/build.in -o requirements/dev.lock > /dev/null
	@$(COMPILE) -c requirements/dev.lock pyproject.toml -o requirements/run.lock > /dev/null
	@$(COMPILE) -c requirements/dev.lock requirements/build.in -o requirements/build.lock > /dev/null
	@if [ -f requirements/bench.in ]; then \
		$(COMPILE) -c requirements/dev.lock requirements/bench.in -o requirements/bench.lock > /dev/null; fi
	@echo "requirements/*.lock are up to date"

clean: ## Remove .venv and every cache; data/ stays
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage htmlcov dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Each stamp stands for one finished step, so an interrupted one is done again.

.venv/.created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null || { \
		echo "Tapak needs Python 3.11 or newer; '$(PYTHON)' is missing or older." >&2; \
		echo "Name another one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2> /dev/null || { \
		echo "'$(PYTHON)' lacks its venv module (Debian and Ubuntu: apt install python3-venv)." >&2; exit 1; }
	@echo ".venv: creating it with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/.locked: .venv/.created requirements/run.lock requirements/build.lock
	@echo ".venv: installing requirements/run.lock (a minute or two, the first time)"
	@$(LOCKED) -r requirements/run.lock -r requirements/build.lock
	@touch $@

.venv/.installed: .venv/.locked pyproject.toml
	@echo ".venv: installing tapak itself"
	@$(INSTALL) --no-deps --no-index --no-build-isolation -e .
	@touch $@

.venv/.installed-dev: requirements/dev.lock | .venv/.installed
	@echo ".venv: installing requirements/dev.lock"
	@$(LOCKED) -r requirements/dev.lock
	@touch $@

.venv/.installed-bench: $(wildcard requirements/bench.lock) | .venv/.installed-dev
	@for lock in $^; do echo ".venv: installing $$lock"; $(LOCKED) -r $$lock || exit 1; done
	@touch $@
