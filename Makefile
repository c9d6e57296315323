# Works as the first command on a fresh machine with make and Python 3.11 or newer.

PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
DEMO := eval/cases/yunling-veterans-2024/report.txt

.PHONY: demo test check gate eval docs lock clean

demo: $(INSTALLED) ## read, check and draft one of our own fictional reports
	@$(BIN)/zongshu run $(DEMO) -o out/demo --force; status=$$?; \
	if [ $$status -gt 1 ]; then exit $$status; fi; \
	echo; echo "结果文件："; ls -1 out/demo/report out/demo/summary.xlsx

test: $(INSTALLED) ## all tests
	@$(BIN)/python -m pytest

check: $(INSTALLED) ## lint, format, types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@# eval/ is extractor.eval once installed; the type checker sees it there in a copy
	@rm -rf build/types && mkdir -p build/types && cp -R extractor build/types/ && cp -R eval build/types/extractor/eval
	@cd build/types && ../../$(BIN)/mypy --config-file ../../pyproject.toml --cache-dir ../../.mypy_cache
	@rm -rf build

gate: $(INSTALLED) ## no labelled report is read worse than eval/baseline.json says
	@$(BIN)/zongshu eval --quick --compare

eval: $(INSTALLED) ## how many figures and findings of the labelled cases are right, in every rendering; then a model that fails and lies
	@$(BIN)/zongshu eval
	@$(BIN)/zongshu eval faults

docs: $(INSTALLED) ## refresh the generated parts of README.md
	@$(BIN)/python -m extractor.cli.docs README.md

lock: ## write requirements.lock anew from a fresh environment
	rm -rf build/lock && $(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet --upgrade pip
	build/lock/bin/python -m pip install --quiet '.[dev]'
	build/lock/bin/python -m pip freeze --all --exclude zongshu --exclude pip > requirements.lock
	rm -rf build

$(INSTALLED): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或更新的版本"; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

clean: ## remove what can be made again
	rm -rf build dist out *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
