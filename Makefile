# Everything a person does with this repository, one word each: see `make help`.
# .venv is built from the hashed locks in requirements/ when they change, and left alone otherwise.

.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --no-input --disable-pip-version-check
INSTALL := $(PIP) install --quiet --no-deps

# A lock names everything that it needs, so pip resolves nothing (--no-deps); that nothing is missing, `pip check` says
# afterwards. Pips before 23.3 (Debian 12 and Python 3.11 and 3.12 bring such) would resolve `coverage[toml]`, which a
# pinned package wants, apart from the pinned `coverage`: they take the newest, for which the lock has no hash, and
# every lock breaks on the day of a release.
LOCKED := $(INSTALL) --require-hashes --only-binary :all:
CHECK := said=$$($(PIP) check) || { echo "$$said" >&2; \
	echo "The locks do not fit together (make lock), or $(VENV) holds more than they do (make clean)." >&2; exit 1; }
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--only-binary :all: --no-emit-index-url --no-emit-find-links --no-header --no-annotate $(UPGRADE)

# Coverage of lines, with COVERAGE=1: cheap from Python 3.12 on (COVERAGE_CORE=sysmon, as .ci/run says it), and twice the
# time before. Floors in percent, which only rise.
FLOOR := 95
FLOOR_DOMAIN := 97
COVERED := $(if $(COVERAGE),--cov --cov-report=term:skip-covered --cov-fail-under=$(FLOOR))
# A worker for each core, and no more than four: each collects all tests and founds every office for itself. In the order
# of tests/support/order.py: what waits beside what computes, and the longest files first.
PYTEST := $(BIN)/python -m pytest -q -rs -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder $(COVERED)
DOMAIN := [ -z "$(COVERAGE)" ] || $(BIN)/python -m coverage report --include='sop_flows/*' --format=total \
	--fail-under=$(FLOOR_DOMAIN) > /dev/null || { echo "sop_flows is covered less than $(FLOOR_DOMAIN) %" >&2; exit 1; }

TIDY := echo "ruff format"; $(BIN)/ruff format --check --quiet --diff . || exit; \
	echo "ruff check"; $(BIN)/ruff check --quiet . || exit
TYPES := { echo "mypy"; $(BIN)/mypy && echo "lint-imports" && $(BIN)/lint-imports --no-logo; }
# In a new .venv each worker would compile all tests, each for itself: one process does it for them, beside mypy, which
# reads everything then, too. What is wrong with the tests, the tests themselves say.
COMPILED := $(VENV)/.compiled
COMPILE_TESTS := [ -e $(COMPILED) ] || { $(BIN)/python -m pytest -q --collect-only > /dev/null 2>&1; touch $(COMPILED); }

COMMA := ,

# An image may say that nobody keeps bytecode; then each process that is started here compiles all of ours anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test quick lint bench plays soak lock clean

help: ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' Makefile

run: $(VENV)/.installed ## Start Tapak; the trial, with its address, when there is no bot token
	@exec $(BIN)/tapak run

test: $(VENV)/.installed-dev ## Everything that can run here, and why the rest was skipped
	@$(TIDY); $(TYPES) & types=$$!; $(COMPILE_TESTS); wait $$types
	@echo "pytest: running; skips and their reasons come at the end"
	@$(PYTEST)
	@$(DOMAIN)

quick: $(VENV)/.installed-dev ## The tests that need nothing but Python: no Chromium, no PostgreSQL
	@$(PYTEST) -m 'not browser and not postgres and not libreoffice'
	@$(DOMAIN)

lint: $(VENV)/.installed-dev ## Format, lint, types and the three floors, without the tests
	@$(TIDY); $(TYPES)

bench: $(VENV)/.installed-bench ## The performance claims, each beside its floor; BENCH=P6,P9 picks
	@exec $(BIN)/python -m benchmarks $(subst $(COMMA), ,$(BENCH))

plays: $(VENV)/.installed-dev ## Whole plays of which the suite has a part: tours by clicking, the longest SOPs (minutes)
	@exec $(BIN)/python -m pytest -q -rs -n 2 -m plays tests

soak: $(VENV)/.installed-dev ## The long campaigns (tests marked soak); takes many hours
	@exec $(BIN)/python -m pytest -q -rs -m soak

lock: $(VENV)/.locked-dev ## Pin pyproject.toml anew; UPGRADE=--upgrade takes newer versions
	@$(COMPILE) --extra dev pyproject.toml requirements/build.in -o requirements/dev.lock > /dev/null
	@$(COMPILE) -c requirements/dev.lock pyproject.toml -o requirements/run.lock > /dev/null
	@$(COMPILE) -c requirements/dev.lock --extra segel pyproject.toml -o requirements/segel.lock > /dev/null
	@$(COMPILE) -c requirements/dev.lock requirements/build.in -o requirements/build.lock > /dev/null
	@if [ -f requirements/bench.in ]; then \
		$(COMPILE) -c requirements/dev.lock requirements/bench.in -o requirements/bench.lock > /dev/null; fi
	@echo "requirements/*.lock are up to date"

clean: ## Remove .venv and every cache; data/ stays
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage htmlcov dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Each stamp stands for one finished step, so an interrupted one is done again; one pip at a time.
.NOTPARALLEL:

$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2> /dev/null || { \
		echo "Tapak needs Python 3.11 to 3.14 (the locks hold no wheels for others): '$(PYTHON)' is none of them." >&2; \
		echo "Name another one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2> /dev/null || { \
		echo "'$(PYTHON)' lacks its venv module (Debian and Ubuntu: apt install python3-venv)." >&2; exit 1; }
	@echo "$(VENV): creating it with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.locked: $(VENV)/.created requirements/run.lock requirements/build.lock
	@echo "$(VENV): installing requirements/run.lock (a minute or two, the first time)"
	@$(LOCKED) -r requirements/run.lock -r requirements/build.lock
	@touch $@

$(VENV)/.locked-dev: requirements/dev.lock | $(VENV)/.locked
	@echo "$(VENV): installing requirements/dev.lock"
	@$(LOCKED) -r requirements/dev.lock
	@touch $@

$(VENV)/.installed: $(VENV)/.locked pyproject.toml
	@echo "$(VENV): installing tapak itself"
	@$(INSTALL) --no-index --no-build-isolation -e .
	@$(CHECK)
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.locked-dev | $(VENV)/.installed
	@$(CHECK)
	@touch $@

$(VENV)/.installed-bench: $(wildcard requirements/bench.lock) | $(VENV)/.installed-dev
	@for lock in $^; do echo "$(VENV): installing $$lock"; $(LOCKED) -r $$lock || exit 1; done
	@$(CHECK)
	@touch $@
