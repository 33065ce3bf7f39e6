# Everything here is one line; the details stand in pyproject.toml.
PYTHON ?= python3
LOCK := .venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate
FRONTEND := .venv/bin/python web/frontend/hook.py
# Texts with gold beside the checkout, if there are any; their texts stay where they are.
GOLD ?= $(wildcard ../shared/extraction)
GOLD_TEXTS ?= $(patsubst %,--text 00=%,$(wildcard ../shared/report/*.txt))
PIP := .venv/bin/pip --disable-pip-version-check -q

.PHONY: install run test check bench screenshots format lock reference
install: .venv/dev

run: .venv/run
	$(FRONTEND)
	.venv/bin/comity build && .venv/bin/comity serve

test: .venv/dev .w3c/done
	$(FRONTEND)
	.venv/bin/python -m pytest --numprocesses logical --maxprocesses 4 --dist loadfile

check: .venv/dev
	$(FRONTEND) check
	.venv/bin/ruff format --check && .venv/bin/ruff check && .venv/bin/mypy && .venv/bin/comity validate

bench: .venv/dev
	.venv/bin/python -m benchmarks.latency && .venv/bin/python -m benchmarks.scale --document && .venv/bin/python -m benchmarks.growth --document && .venv/bin/python -m benchmarks.http && .venv/bin/python -m benchmarks.attack && .venv/bin/python -m benchmarks.extraction --document && .venv/bin/python -m benchmarks.graph_page --document
	$(if $(GOLD),.venv/bin/python -m benchmarks.extraction $(GOLD_TEXTS) $(GOLD))

screenshots: .venv/dev
	$(FRONTEND)
	.venv/bin/python -m benchmarks.screenshots

format: .venv/dev
	.venv/bin/ruff format && .venv/bin/ruff check --fix

lock: .venv/dev
	$(LOCK) pyproject.toml --group build -o requirements.txt && $(LOCK) pyproject.toml --group build --group dev -o requirements-dev.txt && $(LOCK) --group reference --no-deps -o requirements-reference.txt

reference: .venv/dev
	$(PIP) install --no-compile --no-deps --require-hashes -r requirements-reference.txt && .venv/bin/python -m graph.reference

.venv/run: requirements.txt pyproject.toml
	$(PYTHON) -m venv .venv && $(PIP) install --no-compile --require-hashes -r requirements.txt && $(PIP) install --no-build-isolation --no-deps -e . && touch $@

.venv/dev: .venv/run requirements-dev.txt
	$(PIP) install --no-compile --require-hashes -r requirements-dev.txt && $(PIP) install --no-compile --no-deps --require-hashes -r requirements-reference.txt && touch $@

# The W3C's tests of SPARQL stand in the source archive of rdflib. Without it they are skipped.
W3C := $(PIP) download --retries 1 --no-deps --no-build-isolation --no-binary rdflib --require-hashes
.w3c/done: requirements-w3c.txt | .venv/dev
	@$(W3C) -r $< -d .w3c && cd .w3c && tar -xzf rdflib-*.tar.gz --strip-components=5 "$$(basename rdflib-*.tar.gz .tar.gz)/test/data/suites/w3c/sparql11" && touch done || echo "The W3C's tests could not be fetched; they will be skipped."
