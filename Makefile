# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Everything is installed inside the checkout, from the pinned packages in requirements/. Needed: Python 3.11 or later
# (where a distribution splits it up, with its venv package) and make; for `make test`, git as well.

PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.14 python3.11; do \
	"$$python" -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' </dev/null >/dev/null 2>&1 \
	&& { echo "$$python"; break; }; done)

# Commands of the virtual environment, in the environment that the checks run in.
IN = .venv/bin/python -m tests.checks.environment
NETWORK = $(IN) --network

# For steps whose output is of interest only when they fail: $(call quietly,NAME,COMMAND).
quietly = mkdir -p .cache/logs && { $(2) </dev/null >.cache/logs/$(1).log 2>&1 || { cat .cache/logs/$(1).log; exit 1; }; }

SESSIONS = build-import-check docs-check license-check extra-checks oldest interop

.DEFAULT_GOAL := help
.PHONY: help demo test format lint bench docs lab setup lock changelog clean

help: ## say what there is to make
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

demo: .venv/.stamp ## show the collection at work on a simulated site
	@$(IN) python -m tests.demo.run </dev/null

test: setup ## run all checks and tests (STAGES="lint unit ..." for some of them)
	@$(IN) python -m tests.checks.run $(STAGES) </dev/null

format: .venv/.stamp ## put the Python files into their format, and mend what ruff can mend
	@$(IN) ruff format . && $(IN) ruff check --fix .

lint: .venv/.stamp ## run the checks that take seconds
	@$(IN) python -m tests.checks.run lint types-plugins types-tests changelog ansible-lint </dev/null

bench: .venv/.stamp ## measure against the simulated site (ARGS="..." for the benchmarks' own options)
	@$(IN) python -m tests.bench $(ARGS) </dev/null

docs: .venv/.stamp ## build the reference of all modules, plugins and roles: docs/reference/html/index.html
	@rm -rf docs/reference && mkdir -p docs/reference && mkdir -m 700 docs/reference/rst
	@$(IN) antsibull-docs --config-file docs/docsite/antsibull-docs.cfg collection --use-current --squash-hierarchy \
		--fail-on-error --dest-dir docs/reference/rst telco.cpe </dev/null
	@$(IN) sphinx-build --quiet --fail-on-warning --conf-dir docs/docsite docs/reference/rst docs/reference/html </dev/null
	@echo "docs/reference/html/index.html"

lab: .venv/.stamp ## run the simulated site until interrupted (ARGS="..." for its own options)
	@$(IN) python -m tests.lab $(ARGS)

setup: ## install everything that `make test` needs
	@$(MAKE) --silent --no-print-directory .venv/.stamp
	@$(IN) git ls-files --error-unmatch Makefile >/dev/null 2>&1 \
		|| { echo "The checks ask git which files belong to the project: this needs git, and a clone." >&2; exit 1; }
	@$(MAKE) --silent --no-print-directory -j2 .nox/.stamp .cache/sanity/.stamp

lock: .venv/.stamp ## resolve requirements/*.in anew (ARGS=--upgrade for newer versions)
	@$(NETWORK) nox --sessions lock -- $(ARGS)

changelog: .venv/.stamp ## make the release of galaxy.yml out of changelogs/fragments, with all plugins that are there
	@$(IN) antsibull-changelog release --reload-plugins --refresh-plugins --update-existing

clean: ## remove everything that was made or installed in the checkout
	rm -rf .venv .nox .cache .ansible .work .hypothesis .pytest_cache .mypy_cache .ruff_cache build docs/reference
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.stamp: requirements/dev.txt
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or later with venv was found. Name one: make PYTHON=..." >&2; exit 1; }
	@test -x .venv/bin/python || { echo "Creating .venv with $(PYTHON)"; "$(PYTHON)" -m venv .venv; }
	@echo "Installing requirements/dev.txt"
	@$(call quietly,install,$(NETWORK) python -m pip install --requirement requirements/dev.txt)
	@touch $@

.nox/.stamp: .venv/.stamp noxfile.py antsibull-nox.toml requirements/dev.txt requirements/importer.txt requirements/interop.txt \
		requirements/oldest.txt
	@echo "Installing the environments of nox"
	@$(call quietly,install-nox,$(NETWORK) nox --install-only --sessions $(SESSIONS))
	@touch $@

.cache/sanity/.stamp: .venv/.stamp tests/checks/sanity.py
	@echo "Installing the environments of ansible-test"
	@$(call quietly,install-sanity,$(NETWORK) python -m tests.checks.sanity prime --prime-venvs)
	@touch $@
