# Every task of a person or of CI; `make` alone lists them.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
UV := UV_SYSTEM_CERTS=true UV_PYTHON_DOWNLOADS=never $(BIN)/uv
UV_VERSION := 0.13.9
LOCK := $(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
  --no-header --upgrade
# The recipe of a target in .venv that stands for a lock: installs what is locked there.
define INSTALL
@echo "Installing the $$(grep -c '==' $<) packages of $<"
@$(UV) pip install -q --require-hashes -r $<
@touch $@
endef
GRAPHIQL := data/graphiql
SITE_SCRIPTS := data/site
CLIENTS := tests/clients
# Apart from .venv, so that their packages do not mix with those of the server.
TOOLS := .tools
# With Ray, which most installations do not need.
CLUSTER := .cluster
SECONDS ?= 600
# A file of tests on one core, so that they share what they stand on.
PARALLEL := -n auto --maxprocesses=8 --dist loadfile
# Servers and browsers are waited for, so that a core is enough for two files.  Files in their own order:
# pytest-xdist would begin the test of the image, the longest but a single one, last.
PARALLEL_LIVE := -n $(shell $(PYTHON) -c 'import os; print(min(2 * os.cpu_count(), 8))') --dist loadfile --no-loadscope-reorder
# A process of tests works in one thread: threads that wait for a core by spinning take it from the others.
ONE_THREAD := POLARS_MAX_THREADS=1 OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
COVERED := $(if $(COVERAGE),--cov --cov-report=term:skip-covered)
# Tests start many processes; without bytecode each would compile every module again.
unexport PYTHONDONTWRITEBYTECODE
# Tests of what server/mypyc_modules.py compiles.
COMPILED := $(addprefix tests/,catalog/lists catalog/storage/test_lookups.py catalog/test_ids.py \
  execution resolvers/test_filters.py server)
CYCLONEDX_VERSION := 7.5.0
PIP_AUDIT_VERSION := 2.10.1
MOTO_VERSION := 5.2.5

help: ## list the targets (this list)
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

run: setup ## set up, build a catalog if there is none, and serve it; SOURCE=zip, folder, wikidata, kaggle, ml-… or https://…zip, PORT=9000
ifdef SOURCE
ifneq ($(filter kaggle wikidata imdb ml-latest-small ml-latest ml-20m ml-25m ml-32m http://% https://%,$(SOURCE)),)
	source="$$($(BIN)/python main.py fetch '$(SOURCE)')" && $(BIN)/python main.py build "$$source"
else
	$(BIN)/python main.py build $(SOURCE)
endif
else
	@test -f data/snapshots/current || { echo "Building a catalog of the bundled sample"; $(BIN)/python main.py build; }
endif
	$(BIN)/python main.py serve

setup: .venv/runtime $(GRAPHIQL) ## create the virtual environment, install the locked packages and fetch GraphiQL

test: setup .venv/development ## run the quick tests, on all cores; COVERAGE=yes measures what they cover
	$(ONE_THREAD) $(BIN)/pytest $(PARALLEL) $(COVERED) -m "not live and not full and not cluster"

test-live: setup .venv/development $(SITE_SCRIPTS) ## run the tests of servers, faults, deployment, clients and the browser
	$(ONE_THREAD) $(BIN)/pytest $(PARALLEL_LIVE) -rs -m "live and not cluster"

test-full: setup .venv/development ## run the tests of the real data and thousands of random queries; REELGRAPH_DATA=folder
	$(ONE_THREAD) $(BIN)/pytest $(PARALLEL) -rs -m "(full or hypothesis) and not live and not cluster" --hypothesis-profile=full

extensions: .venv/development ## compile the busiest modules with mypyc, for less CPU per request
	@command -v cc >/dev/null || { apt-get update -q && apt-get install -y -q gcc libc6-dev python3-dev; } || true
	$(BIN)/python -m server.mypyc_modules

test-extensions: .venv/development ## run the tests of the compiled modules
	@if $(MAKE) --no-print-directory extensions; \
	then REELGRAPH_EXTENSIONS=true $(BIN)/pytest $(PARALLEL) -rs -m "not full" $(COMPILED); \
	else echo "nothing can be compiled here; the tests of extensions are skipped"; fi

telemetry: .venv/telemetry ## install the packages for traces by OpenTelemetry

cluster: $(CLUSTER)/installed ## create a second virtual environment, .cluster, with Ray and object storage

test-cluster: .venv/development ## run the tests on a real Ray cluster and a real S3 server
	@if $(MAKE) --no-print-directory $(CLUSTER)/installed $(TOOLS)/moto/installed; then \
	  PATH=$$PATH:/usr/sbin command -v ip >/dev/null || apt-get install -y -q iproute2 \
	    || echo "iproute2 cannot be installed here; nodes will be processes of one host"; \
	  PATH=$$PATH:/usr/sbin $(CLUSTER)/bin/pytest -rs -m cluster tests/cluster; \
	else echo "Ray cannot be installed here; its tests are skipped"; fi

check: .venv/development ## check format, lint, types, imports, lock files and generated files
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy .
	$(BIN)/lint-imports
	$(BIN)/pytest tests/test_generated.py

tools: ## install Chromium and nginx for the tests, by apt
	@for tool in chromium nginx; do \
	  PATH=$$PATH:/usr/sbin command -v $$tool >/dev/null \
	    || { apt-get update -q && apt-get install -y -q $$tool; } \
	    || echo "$$tool cannot be installed here; its tests will be skipped"; \
	done

clients: ## install GraphQL clients for the tests, by npm
	@npm ci --prefix $(CLIENTS) --ignore-scripts --no-audit --no-fund --loglevel=error \
	  || echo "npm cannot install here; the tests of clients will be skipped"

sbom: $(TOOLS)/installed ## write the bill of materials of the server (CycloneDX) to sbom.json
	@PYTHONWARNINGS=ignore $(TOOLS)/bin/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible \
	  --output-file sbom.json requirements.txt
	@echo "sbom.json: $$(grep -c '"bom-ref": "requirements-' sbom.json) packages"

audit: $(TOOLS)/installed ## check the packages of the server for known vulnerabilities
	@$(PYTHON) -m deploy.audit $(TOOLS)/bin/pip-audit

bench: setup .venv/development ## measure speed against other servers; BENCH=quick for a short try
	-$(MAKE) --no-print-directory extensions
	$(BIN)/python -m benchmarks $(if $(filter quick,$(BENCH)),--quick)
	$(BIN)/python -m docs.tools.performance

bench-scale: setup .venv/development ## measure what a million films cost to build and to serve; FILMS=250000
	$(BIN)/python -m benchmarks.scale $(FILMS)
	$(BIN)/python -m docs.tools.scale

bench-versions: setup .venv/development ## measure speed against another version of this project; AGAINST=revision INSTRUCTIONS=yes
	$(BIN)/python -m benchmarks.versions $(or $(AGAINST),HEAD) $(if $(INSTRUCTIONS),--instructions)

soak: .venv/development ## run a long mixed load with new snapshots and hostile clients; SECONDS=60
	@$(BIN)/python -m tests.soak $(SECONDS)

docs: .venv/development $(SITE_SCRIPTS) ## build the documentation site: site/index.html
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict  # with --quiet no warning would count

report: setup .venv/report ## write the charts of the current snapshot to data/report.html
	@test -f data/snapshots/current || $(BIN)/python main.py build
	$(BIN)/python main.py report

generate: .venv/development ## write the files that are generated from the code
	$(BIN)/python -m docs.tools.generate

lock: .venv/development ## write the lock files, requirements*.txt, from pyproject.toml
	$(LOCK) pyproject.toml -o requirements.txt
	$(LOCK) pyproject.toml --extra report --extra telemetry --group dev -c requirements.txt -o requirements-dev.txt
	$(LOCK) pyproject.toml --extra report -c requirements-dev.txt -o requirements-report.txt
	$(LOCK) pyproject.toml --extra telemetry -c requirements-dev.txt -o requirements-telemetry.txt
	$(LOCK) pyproject.toml --extra report --extra telemetry --extra cluster --group dev -c requirements-dev.txt -o requirements-cluster.txt
	$(LOCK) --group pyproject.toml:extensions -c requirements-dev.txt -o requirements-extensions.txt

release: check ## check that VERSION=1.2.0 can be released and write the notes of its tag
	$(MAKE) --no-print-directory test COVERAGE=yes
	$(BIN)/python -m deploy.release $(VERSION)

clean: ## remove everything that the other targets created, but not downloaded raw files
	rm -rf .venv $(TOOLS) $(CLUSTER) $(GRAPHIQL) $(SITE_SCRIPTS) site $(CLIENTS)/node_modules \
	  data/snapshots data/cache data/extensions data/report.html data/soak.json sbom.json release-notes.md \
	  benchmarks/.cache benchmarks/.peers $(addprefix examples/,typescript/build typescript/generated.ts \
  typescript/node_modules typescript/package-lock.json swift/ReelgraphAPI) .coverage* .hypothesis \
  .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

.venv/runtime: requirements.txt
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Reelgraph needs Python 3.11 or newer; name one with PYTHON=…")'
	@test -x $(BIN)/python || { echo "Creating the virtual environment .venv"; $(PYTHON) -m venv .venv; }
	@test -x $(BIN)/uv || echo "Installing uv, which installs the rest"
	@$(BIN)/pip install -q --disable-pip-version-check uv==$(UV_VERSION)
	$(INSTALL)

# Each of these locks holds that of the runtime, too.
.venv/development: requirements-dev.txt .venv/runtime
	$(INSTALL)

.venv/report: requirements-report.txt .venv/runtime
	$(INSTALL)

.venv/telemetry: requirements-telemetry.txt .venv/runtime
	$(INSTALL)

$(TOOLS)/installed:
	@echo "Installing pip-audit and CycloneDX in $(TOOLS)"
	@$(PYTHON) -m venv $(TOOLS)
	@$(TOOLS)/bin/pip install -q --disable-pip-version-check \
	  cyclonedx-bom==$(CYCLONEDX_VERSION) pip-audit==$(PIP_AUDIT_VERSION)
	@touch $@

# Apart, since boto3 needs another python-dateutil than Strawberry.
$(TOOLS)/moto/installed:
	@echo "Installing moto, a server of S3 for tests, in $(TOOLS)/moto"
	@$(PYTHON) -m venv $(TOOLS)/moto
	@$(TOOLS)/moto/bin/pip install -q --disable-pip-version-check \
	  "moto[s3]==$(MOTO_VERSION)" flask flask-cors
	@touch $@

$(CLUSTER)/installed: requirements-cluster.txt .venv/runtime
	@test -x $(CLUSTER)/bin/python || $(PYTHON) -m venv $(CLUSTER)
	@echo "Installing the $$(grep -c '==' $<) packages of $< in $(CLUSTER)"
	@$(UV) pip install -q --compile-bytecode --python $(CLUSTER)/bin/python --require-hashes -r $<
	@touch $@

# Without these files GraphiQL comes from a CDN, so set-up also succeeds without a network.
$(GRAPHIQL): .venv/runtime deploy/graphiql.py server/pages/voyager.html
	@echo "Fetching GraphiQL and the schema map in $@"
	@$(BIN)/python -m deploy.graphiql $@ && touch $@ || echo "GraphiQL will be loaded from its CDN"

# Without these files the site's search and diagrams come from a CDN.
$(SITE_SCRIPTS): .venv/runtime docs/tools/scripts.py
	@echo "Fetching the scripts of the documentation's site in $@"
	@$(BIN)/python -m docs.tools.scripts $@ && touch $@ || echo "the site's search and diagrams will need their CDN"

# Every target with a plain name; none of them is a file.
.PHONY: $(shell sed -nE 's/^([a-z-]+):.*/\1/p' $(firstword $(MAKEFILE_LIST)))
