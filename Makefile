# Each line is a uv command. Where there is no make, call the program itself: uv run python -m nn_core.publish --help
PYTHON ?= python3
RUN = OPENBLAS_NUM_THREADS=1 PYTHONUTF8=1 .venv/bin/uv run --quiet

.PHONY: serve site offline test check bench links rebuild stored generators mutants firefox nightly measure trust prepare prose screenshot
serve site offline test check bench links rebuild stored generators mutants firefox nightly measure trust prepare prose screenshot: .venv/bin/uv
serve:      ; @$(RUN) python -m nn_core.publish serve $(if $(PORT),--port $(PORT))
site:       ; @$(RUN) python -m nn_core.publish build
offline:    ; @$(RUN) python -m nn_core.publish offline
test:       ; @$(RUN) python -m nn_core.publish test $(ARGS)
prepare:    ; @$(RUN) python -m nn_core.publish prepare
check:      ; @$(RUN) python -m tests.tools.checks
bench:      ; @$(RUN) --group bench python -m tests.bench $(ARGS) && $(RUN) python -m cogapp -r README.md
links:      site ; @$(RUN) npx --yes linkinator@8.1.0 site --config tests/tools/linkinator.json
rebuild:    ; @$(RUN) python -m tests.tools.rebuild $(ARGS)
stored:     prepare ; @$(RUN) --group bench python -m tests.tools.stored $(ARGS)
generators: ; @$(RUN) --group nightly python -m tests.tools.generators
mutants:    prepare ; @$(RUN) python -m tests.tools.mutants $(ARGS)
firefox:    site ; @$(RUN) python -m tests.tools.firefox
nightly:    ; @failed=; for part in $(or $(ARGS),generators links firefox rebuild stored); do \
                  echo "== $$part"; $(MAKE) --no-print-directory $$part ARGS= || failed=1; done; test -z "$$failed"
measure:    ; @$(RUN) python -m nn_core.experiments.findings $(ARGS)
trust:      prepare ; @$(RUN) python -m tests.trust $(ARGS)
prose:      ; @$(RUN) python -m tests.tools.prose $(ARGS)
screenshot: site ; @$(RUN) python -m tests.browser.screenshot

.venv/bin/uv: pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info; v >= (3, 11) or sys.exit("13,002 Dials needs Python 3.11 or newer, and $(PYTHON) is %d.%d; name another: make PYTHON=python3.13 ..." % v[:2])'
	@echo "making the environment in .venv"
	@$(PYTHON) -m venv .venv || { echo "Python could not make an environment in .venv (on Debian and Ubuntu: apt install python3-venv)"; exit 1; }
	@.venv/bin/python -m pip install --quiet "$$(sed -n 's/.*"\(uv==[^"]*\)".*/\1/p' pyproject.toml)"
	@touch $@
