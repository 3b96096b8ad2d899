"""Change one token of the code at a time, and see whether a test notices: python -m tests.tools.mutants.

The tokens are drawn by a seed from nn_core and the scripts of the pages, so that a file is hit as often as it is long. Each change is tried
in a copy of the project, by the file's own tests and then by all others. That takes hours; stopped and started again, it goes on, because
each verdict is a line of .cache/mutants/SEED.jsonl.
"""

import argparse
import ast
import contextlib
import functools
import hashlib
import itertools
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from pygments.lexers import get_lexer_for_filename
from pygments.token import Comment, Number, Operator, String

ROOT = Path(__file__).parents[2]
SEED, COUNT = 20_261_130, 60
CODE = ("nn_core/**/*.py", "docs/javascripts/**/*.js")
PAIRS = (
    "< <=", "> >=", "== !=", "=== !==", "+ -", "* /", "+= -=", "*= /=", "&& ||", "and or", "True False", "true false",
    "min max", "argmin argmax", "floor ceil", "any all", "some every", "break continue",
)  # fmt: skip
SWAPS = {one: other for pair in PAIRS for one, other in (pair.split(), pair.split()[::-1])}
SWAPS |= {"**": "*", "//": "*", "%": "*", "not": "", "!": ""}
# After these a star does not multiply.
UNPACKS = re.compile(r"([(,{\[:=]|\b(import|export|function|lambda))\s*$")
# What looks only at the text of the code, or at a digest, does not count as a test that notices.
LOOKS = (
    "tests/test_checks.py", "tests/test_docstrings.py", "tests/test_mutants.py",
    "tests/test_prose.py::test_a_function_that_a_page_shows_is_at_most_76_columns_wide",
    "tests/test_mnist.py::test_the_package_holds_the_original_files_bit_by_bit",
)  # fmt: skip
SLOW = ("tests/test_site.py", "tests/test_failing_pages.py", "tests/test_install.py")
QUICK = ("tests", "docs", "nn_core", "--ignore=tests/browser", *(f"--ignore={path}" for path in SLOW))
OWN_SECONDS, SUITE_SECONDS = 900, 3600  # of the clock for one run of tests; what takes longer hangs
MADE = shutil.ignore_patterns(".git", ".venv", ".*cache", ".hypothesis", "site", "dist", "node_modules", "*.egg-info")


class Mutant(NamedTuple):
    """A file with one token changed."""

    path: str
    offset: int
    was: str
    now: str

    def applied(self, text):
        return text[: self.offset] + self.now + text[self.offset + len(self.was) :]


def mutants(path, text):
    """Every mutant of a file, in order."""
    tokens = get_lexer_for_filename(path, stripnl=False).get_tokens_unprocessed(text)
    # For pygments <= is two operators.
    for _, run in itertools.groupby(tokens, lambda token: Operator if token[1] is Operator else token):
        parts = list(run)
        (offset, kind, _), word = parts[0], "".join(value for _, _, value in parts)
        now = changed_number(word) if kind in Number else SWAPS.get(word)
        if now is not None and kind not in Comment and kind not in String and not ("*" in word and UNPACKS.search(text[:offset])):
            yield Mutant(path, offset, word, now)


def changed_number(word):
    """The number that takes the place of another, as text: 3 becomes 4, and 0.5 becomes 0.75."""
    number = ast.literal_eval(word)
    return str(number + 1 if isinstance(number, int) else float(f"{number * 1.5:.6g}") or 1.0)


def drawn(root, seed, count):
    """Mutants of the code in the folder root, every token as likely as every other."""
    files = sorted(path.relative_to(root).as_posix() for pattern in CODE for path in root.glob(pattern))
    every = [mutant for path in files for mutant in mutants(path, (root / path).read_text(encoding="utf-8"))]
    # By a hash, so that a change of one file leaves the mutants of all others, and their verdicts, as they are.
    every.sort(key=lambda mutant: hashlib.sha256(repr((seed, *mutant)).encode()).digest())
    return list(itertools.islice((mutant for mutant in every if is_code(root, mutant)), count))


def is_code(root, mutant):
    """Whether a mutant can be parsed; of a script it is taken for granted."""
    with contextlib.suppress(SyntaxError):
        return mutant.path.endswith(".js") or bool(ast.parse(mutant.applied((root / mutant.path).read_text(encoding="utf-8"))))
    return False


def own_tests(root, path):
    """The tests of a file: its doctests, those named after it or its folders, and those that import it."""
    *folders, name = Path(path).with_suffix("").parts
    names = [part.strip("_").replace("-", "_") for part in (*folders[1:], name)]

    def is_named(test):
        return any(f"_{part}_" in f"_{test.stem}_" for part in names)

    if path.endswith(".js"):
        found = filter(is_named, (root / "tests" / "browser").glob("test_*.py"))
        return ["tests/browser/test_javascript.py", *sorted(test.relative_to(root).as_posix() for test in found)]
    package = re.escape(".".join(folders))
    imports = re.compile(rf"\b{package}\.{name}\b|from {package} import .*\b{name}\b")
    found = (test for test in (root / "tests").glob("test_*.py") if is_named(test) or imports.search(test.read_text(encoding="utf-8")))
    return [path, *sorted({test.relative_to(root).as_posix() for test in found} - {*LOOKS, *SLOW})]


def runs(root, path, own):
    """The tests that a mutant of a file meets, and the seconds they may take: its own, then all, the likeliest to notice it first."""
    suite = [QUICK, SLOW, ["tests/browser"]] if path.endswith(".py") else [["tests/browser"], SLOW, QUICK]
    return [(own_tests(root, path), OWN_SECONDS), *((tests, SUITE_SECONDS) for tests in suite if not own)]


def failing(project, tests, seconds, besides=()):
    """The first test that fails in a copy of the project, or what else went wrong; None when all pass.

    besides: tests that are left out, like those that only look.
    """
    words = ["-x", "-q", "-n0", "--tb=no", "-rfE", "-p", "no:cacheprovider", f"--basetemp={project.parent / 'tests'}"]
    words += [f"--deselect={test}" for test in (*LOOKS, *besides)]
    # Without a browser its tests would be skipped; in CI they fail.
    environment = {**os.environ, "PYTHONPATH": str(project), "OPENBLAS_NUM_THREADS": "1", "PYTHONUTF8": "1", "CI": "true"}
    command = [sys.executable, "-m", "pytest", *words, *tests]
    with subprocess.Popen(
        command, cwd=project, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", start_new_session=True
    ) as run:
        try:
            said, _ = run.communicate(timeout=seconds)
        except BaseException as end:
            os.killpg(run.pid, signal.SIGKILL)
            if isinstance(end, subprocess.TimeoutExpired):
                return "the clock"
            raise
    if run.returncode in (0, 5):  # 5: there was no test to run
        return None
    found = re.search(r"(?m)^(?:FAILED|ERROR) (.+?)(?: - .*)?$", said)
    return found[1] if found else f"pytest, which ends with status {run.returncode}"


@functools.cache
def passes(clean, test):
    """Whether a test passes in the clean copy of the project."""
    return failing(clean, [test], SUITE_SECONDS) is None


def killer(clean, mutant, own=False):
    """The test that notices a mutant, or None. It must pass in the clean copy, and fail again with the mutant, or it does not count."""
    project, unfit = clean.parent / "mutant", []
    shutil.copytree(clean, project)
    try:
        path = project / mutant.path
        path.write_text(mutant.applied(path.read_text(encoding="utf-8")), encoding="utf-8")
        for tests, seconds in runs(project, mutant.path, own):
            while test := failing(project, tests, seconds, unfit):
                if "::" not in test or (passes(clean, test) and failing(project, [test], seconds)):
                    return test
                unfit.append(test)
    finally:
        shutil.rmtree(project)
    return None


def tried(log):
    """{mutant: its last verdict} from a log."""
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    return {Mutant(*line["mutant"]): line for line in map(json.loads, lines)}


def main(arguments=None, root=ROOT):
    """Try the mutants that have no verdict yet, and print all verdicts. Returns 0."""
    parser = argparse.ArgumentParser(prog="python -m tests.tools.mutants", description=__doc__.split("\n")[0])
    parser.add_argument("--seed", type=int, default=SEED, help=f"decides which tokens are changed (default: {SEED})")
    parser.add_argument("--count", type=int, default=COUNT, help=f"how many (default: {COUNT})")
    parser.add_argument("--own", action="store_true", help="only with the changed file's own tests")
    parser.add_argument("--again", action="store_true", help="try again what was alive")
    parser.add_argument("--list", action="store_true", help="try nothing; only print the verdicts")
    options = parser.parse_args(arguments)
    log = root / ".cache" / "mutants" / f"{options.seed}.jsonl"
    log.parent.mkdir(parents=True, exist_ok=True)
    chosen, known = drawn(root, options.seed, options.count), tried(log)

    def is_open(mutant):
        verdict = known.get(mutant)
        return not verdict or (not verdict["killer"] and (options.again or (verdict["own"] and not options.own)))

    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        clean = Path(folder, "clean")
        if not options.list:
            shutil.copytree(root, clean, ignore=MADE)
        for mutant in filter(is_open, [] if options.list else chosen):
            start = time.perf_counter()
            test = killer(clean, mutant, options.own)
            verdict = {"mutant": mutant, "killer": test, "own": options.own, "seconds": round(time.perf_counter() - start)}
            with log.open("a", encoding="utf-8") as file:
                file.write(json.dumps(verdict) + "\n")
            print(described(root, mutant, verdict), flush=True)
    known = tried(log)
    if options.list:
        print(*(described(root, mutant, known.get(mutant)) for mutant in chosen), sep="\n")
    print(f"{sum(bool(known.get(mutant, {}).get('killer')) for mutant in chosen)} of {len(chosen)} killed")
    return 0


def described(root, mutant, verdict):
    """A mutant and its verdict on one line."""
    path, offset, was, now = mutant
    line = (root / path).read_text(encoding="utf-8").count("\n", 0, offset) + 1
    alive = "alive after its own tests" if verdict and verdict["own"] else "alive"
    outcome = f"{verdict['killer'] or alive}, {verdict['seconds']} s" if verdict else "not tried"
    return f"{path}:{line}: {was} becomes {now or 'nothing'}: {outcome}"


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # what is stopped leaves neither a process nor a folder
    sys.exit(main())
