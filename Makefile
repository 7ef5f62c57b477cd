# make demo: a sample corps in demo/, its status, its agenda and its annual report.
# make test: every check. Both need Python 3.11 or newer and nothing else; on Windows see the README.

PYTHON ?= python3
BIN = .venv/bin
LAST_YEAR = $(shell expr $$(date +%Y) - 1)

.PHONY: demo test words reference bench clean

demo: .venv/ready
	rm -rf demo
	$(BIN)/mentorcli demo --into demo
	$(BIN)/mentorcli --db demo/demo.db status
	$(BIN)/mentorcli --db demo/demo.db agenda
	$(BIN)/mentorcli --db demo/demo.db report annual $(LAST_YEAR) -o demo/aarsrapport.html
	$(BIN)/mentorcli --db demo/demo.db report annual $(LAST_YEAR) -o demo/aarsrapport.md
	$(BIN)/mentorcli --db demo/demo.db report annual $(LAST_YEAR) -o demo/aarsrapport.pdf
	@echo
	@echo "Open demo/aarsrapport.html in a browser, or demo/aarsrapport.pdf; demo/korps.xlsx is the workbook that the corps came from."

test: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto

# Bring the catalogue and the generated reference up to date after a change of texts or options.
words: .venv/ready
	$(BIN)/python -m tests.catalogue
reference: .venv/ready
	$(BIN)/python -m tests.reference

bench: .venv/ready
	$(BIN)/python -m benchmarks

.venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	touch $@

clean:
	rm -rf .venv demo .mypy_cache .pytest_cache .ruff_cache .hypothesis
