# Everything here is one uv command; see `uv run dials --help`. Where there is no make, call that instead.
PYTHON ?= python3
RUN = .venv/bin/uv run --quiet dials
PYTHON_M = OPENBLAS_NUM_THREADS=1 PYTHONUTF8=1 .venv/bin/uv run --quiet python -m

.PHONY: serve site offline test check bench links rebuild measure trust prepare screenshot
serve site offline test check bench links rebuild measure trust prepare screenshot: .venv/bin/uv
serve:      ; @$(RUN) serve $(if $(PORT),--port $(PORT))
site:       ; @$(RUN) build
offline:    ; @$(RUN) offline
test:       ; @$(RUN) test $(ARGS)
prepare:    ; @$(RUN) prepare
check:      ; @$(PYTHON_M) tests.tools.checks
bench:      ; @.venv/bin/uv run --quiet --group bench python -m tests.bench $(ARGS)
links:      ; @$(PYTHON_M) tests.tools.links
rebuild:    ; @$(PYTHON_M) tests.tools.rebuild $(ARGS)
measure:    ; @$(PYTHON_M) nn_core.experiments.findings $(ARGS)
trust:      prepare ; @$(PYTHON_M) tests.trust $(ARGS)
screenshot: site ; @.venv/bin/uv run --quiet python tests/browser/screenshot.py site docs/images/home.png

.venv/bin/uv: pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info; v >= (3, 11) or sys.exit("13,002 Dials needs Python 3.11 or newer, and $(PYTHON) is %d.%d; name another: make PYTHON=python3.13 ..." % v[:2])'
	@echo "making the environment in .venv"
	@$(PYTHON) -m venv .venv || { echo "Python could not make an environment in .venv (on Debian and Ubuntu: apt install python3-venv)"; exit 1; }
	@.venv/bin/python -m pip install --quiet "$$(sed -n 's/.*"\(uv==[^"]*\)".*/\1/p' pyproject.toml)"
	@touch $@
