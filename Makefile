# Needs only Python 3.11 (or 3.12, 3.13) and make. Everything else goes into .venv.
PYTHON ?= python3.11
VENV ?= .venv
BIN := $(VENV)/bin
LOCK := --quiet --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url

.PHONY: help demo test lint types layers unit fuzz laws people soak bench test-spark lock docs clean

help:  ## show the targets
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

$(VENV)/.runtime: requirements/runtime.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements/runtime.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.runtime
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements/dev.txt
	@touch $@

demo: $(VENV)/.runtime  ## score an example resume against all five bundled roles
	@$(BIN)/skillgap score examples/resume.pdf

test: lint types layers unit  ## everything that CI runs

lint: $(VENV)/.dev  ## ruff, and the form of the data files: style and format
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/python scripts/format_data.py --check

types: $(VENV)/.dev  ## mypy, strict, over source, scripts, benchmarks and the code in the docs
	@$(BIN)/mypy
	@$(BIN)/python scripts/type_docs.py

layers: $(VENV)/.dev  ## import-linter: a data item goes one way
	@$(BIN)/lint-imports --no-logo 2>/dev/null || $(BIN)/lint-imports

unit: $(VENV)/.dev  ## pytest
	@$(BIN)/pytest -n 2

$(VENV)/.spark: requirements/spark.txt $(VENV)/.dev
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements/spark.txt
	@touch $@

test-spark: $(VENV)/.spark  ## the Spark job on a real local session; needs Java 17
	@$(BIN)/pytest tests/test_pipelines_spark.py

soak: $(VENV)/.dev  ## 20,000 mixed and hostile files, killed with -9 twenty times and resumed (some ten minutes)
	@$(BIN)/python benchmarks/soak.py

bench: $(VENV)/.dev  ## speed, scaling and memory, beside spaCy and the peers that are installed
	@$(BIN)/python benchmarks/run.py

fuzz: $(VENV)/.dev  ## throw 100,000 mutated files at all readers (some ten minutes)
	@$(BIN)/python tests/hostile/fuzz.py

laws: $(VENV)/.dev  ## the laws over random taxonomies, roles, people, texts and layouts, on many cases each (some ten minutes)
	@$(BIN)/pytest -n 2 --hypothesis-profile=thorough -m hypothesis
	@MADE_LAYOUTS=3000 $(BIN)/pytest -n 2 -q tests/test_made_layouts.py

people: $(VENV)/.dev  ## all annotated people against their floors; the tests take every fourth (a minute)
	@PEOPLE=all $(BIN)/pytest -q tests/test_evaluation_set.py

docs: $(VENV)/.dev  ## write the generated pages and build the site into site/
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements/docs.txt
	@$(BIN)/python scripts/write_docs.py
	@$(BIN)/mkdocs build --quiet --strict

lock: $(VENV)/.dev  ## write requirements/*.txt anew from pyproject.toml
	@$(BIN)/pip install --quiet uv
	@$(BIN)/uv pip compile $(LOCK) --group build -o requirements/runtime.txt pyproject.toml
	@$(BIN)/uv pip compile $(LOCK) --group build --group dev -c requirements/runtime.txt -o requirements/dev.txt pyproject.toml
	@$(BIN)/uv pip compile $(LOCK) --group docs -c requirements/dev.txt -o requirements/docs.txt pyproject.toml
	@$(BIN)/uv pip compile $(LOCK) --group build --group dev --extra spark -c requirements/dev.txt -o requirements/spark.txt pyproject.toml

clean:  ## remove what was built
	rm -rf $(VENV) dist build site .pytest_cache .mypy_cache .ruff_cache .hypothesis
