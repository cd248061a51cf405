# Two commands for everyone: `make demo` and `make test`. Both set up what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# Remarks that our own vocabulary means: ambiguous names, and small schemes without hierarchy.
MEANT := $(foreach rule,MAP-functional LAB-alt-vs-alt STR-orphan STR-valueless,--ignore $(rule))

.PHONY: compiled demo test lint bench eval catalogue clean

# pip runs again only when pyproject.toml changes; after that nothing needs the network.
$(READY): pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check hatchling editables pyoxigraph
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --editable '.[dev]'
	@touch $@

# Where Python may not write byte code by itself, every start would compile the sources again.
compiled: $(READY)
	@$(BIN)/python -m compileall -q src

demo: compiled
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh examples/demo.sh

test: lint
	@$(BIN)/python -m pytest -n 2 -q

lint: compiled
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lexique check vocab/ $(MEANT)
	@$(BIN)/lexique fmt --check vocab/ shapes/

# After a change of lexique.po: compile what the program reads.
catalogue: $(READY)
	@$(BIN)/pybabel --quiet compile --directory src/lexique/locale --domain lexique

bench: $(READY)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --editable '.[dev]' -r benchmarks/requirements.txt
	@$(BIN)/python benchmarks/run.py

eval: $(READY)
	@$(BIN)/python benchmarks/evaluate.py

clean:
	rm -rf $(VENV) build dist
