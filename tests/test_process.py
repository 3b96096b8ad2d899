"""A page runs alone: what another page has done cannot reach it, nor what this program has done."""

import hashlib
import json
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from nn_core.publish.chapter import process
from nn_core.publish.chapter.errors import PageError
from nn_core.publish.chapter.process import run_apart
from nn_core.publish.chapter.site import Site

SITE = Site()

# Each line leaves something behind that the probe of the same name would see.
LEAKS = {
    "a function of NumPy": ("import numpy as np\nnp.sum = lambda *_: 99", "import numpy as np\nprint(np.sum([1, 2]))"),
    "NumPy's errors": ("import numpy as np\nnp.seterr(all='ignore')", "import numpy as np\nprint(np.geterr())"),
    "how NumPy prints": ("import numpy as np\nnp.set_printoptions(precision=1)", "import numpy as np\nprint(np.array([1 / 3]))"),
    "the settings of figures": (
        "import matplotlib\nmatplotlib.rcParams['lines.linewidth'] = 99", "import matplotlib\nprint(matplotlib.rcParams['lines.linewidth'])"),
    "a builtin": ("import builtins\nbuiltins.round = lambda *_: 99", "print(round(1.4))"),
    "the locale": ("import locale\nlocale.setlocale(locale.LC_ALL, 'C')", "import locale\nprint(locale.setlocale(locale.LC_ALL))"),
    "NumPy's random state": ("import numpy as np\nnp.random.rand()", "import numpy as np\nprint(np.random.rand())"),
    "Python's random state": ("import random\nrandom.random()", "import random\nprint(random.random())"),
    "the environment": ("import os\nos.environ['A'] = '1'", "import os\nprint(sorted(os.environ.items()))"),
    "the folder": ("import os\nos.chdir('/')", "import os\nprint(os.getcwd())"),
    "the way to modules": ("import sys\nsys.path.clear()", "import sys\nprint(sys.path)"),
    "the precision of decimals": ("import decimal\ndecimal.getcontext().prec = 2", "import decimal\nprint(decimal.Decimal(1) / 3)"),
    "the order of a set": ("pass", "print({'a', 'b', 'c', 'd', 'e'})"),
}  # fmt: skip


def page(*codes):
    return "\n".join(f'```python exec="on" id="block-{number}"\n{code}\n```\n' for number, code in enumerate(codes))


def printed(text, root):
    return [result.text for result in run_apart(text, "a.md", SITE, root).run.results.values()]


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return tmp_path_factory.mktemp("root").resolve()


def test_what_one_page_does_reaches_no_other(root):
    probes = page(*(probe for _, probe in LEAKS.values()))
    before = printed(probes, root)
    assert printed(
        page(*(leak for leak, _ in LEAKS.values() if "chdir" not in leak and "path.clear" not in leak), "import os\nos.chdir('/')"), root
    )
    for name, was, now in zip(LEAKS, before, printed(probes, root), strict=True):
        assert (name, now) == (name, was)


def test_the_probes_see_what_is_done_on_their_own_page(root):
    """Without this, the test above could not fail."""
    clean = printed(page(*(probe for _, probe in LEAKS.values())), root)
    for (name, (leak, probe)), was in zip(LEAKS.items(), clean, strict=True):
        if name != "the order of a set" and name != "the locale":
            assert printed(page(leak, probe), root)[-1] != was, name


def test_what_this_program_has_done_reaches_no_page(root, monkeypatch):
    monkeypatch.setattr(np, "pi", 3)
    monkeypatch.setenv("DIALS", "1")
    random.seed(1)
    assert printed(page("import numpy as np, os\nprint(np.pi > 3.1, 'DIALS' in os.environ, 'USER' in os.environ)"), root) == [
        "True False False\n"
    ]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("import os\nos._exit(0)", "ended Python"),
        ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", "ended Python"),
        ("import ctypes\nctypes.string_at(0)", "ended Python"),
        ("import subprocess\nsubprocess.run(['true'])", "starts no other program"),
        ("import os\nos.system('true')", "starts no other program"),
        ("import os\nos.fork()", "starts no other program"),
        ("import urllib.request\nurllib.request.urlopen('http://127.0.0.1:9/')", "asks no network"),
        ("open('left.txt', 'w')", "writes into a temporary folder only"),
        ("from pathlib import Path\nPath('left').mkdir()", "writes into a temporary folder only"),
        ("import logging\nlogging.warning('careful')", "careful' to stderr, which no page shows"),
        (
            "import warnings\nwith warnings.catch_warnings():\n    warnings.simplefilter('default')\n    warnings.warn('careful')",
            "careful' to stderr, which no page shows",
        ),
        ("import sqlite3\nsqlite3.connect('left.db')", "writes into a temporary folder only"),
        ("import socket\nwith socket.socket(socket.AF_UNIX) as left:\n    left.bind('left')", "asks no network"),
        ("import os\nos.remove('kept.txt')", "writes into a temporary folder only"),
        ("import os\nos.rename('kept.txt', 'lost.txt')", "writes into a temporary folder only"),
    ],
)
def test_a_page_that_leaves_its_process_is_refused_and_changes_nothing(root, code, words):
    (root / "kept.txt").write_text("kept", encoding="utf-8")
    with pytest.raises(PageError, match=rf"a\.md:\d+: .*{words}") as refusal:
        run_apart("# Title\n\n" + page("x = 1", code), "a.md", SITE, root)
    assert refusal.value.part == 1
    assert [path.name for path in root.iterdir()] == ["kept.txt"]
    assert printed(page("print(1)"), root) == ["1\n"]


def test_atexit_cannot_make_a_failure_look_well(root):
    with pytest.raises(PageError, match="ZeroDivisionError"):
        run_apart(page("import atexit, os\natexit.register(os._exit, 0)\n1 / 0"), "a.md", SITE, root)


def test_a_page_may_write_into_a_temporary_folder_which_is_gone_afterwards(root):
    code = "import tempfile\nfrom pathlib import Path\nPath(tempfile.mkdtemp(), 'a').write_text('b')\nprint(tempfile.mkstemp()[1])"
    (name,) = printed(page(code), root)
    assert not Path(name.strip()).exists()


@pytest.mark.parametrize(
    "code",
    [
        "with tempfile.TemporaryDirectory() as folder:\n    Path(folder, 'a').write_text('b')",
        "folder = tempfile.mkdtemp()\nPath(folder, 'a').mkdir()\nPath(folder, 'a', 'b').write_text('c')\nshutil.rmtree(folder)",
        "sqlite3.connect(':memory:').close()",
        "os.utime(tempfile.mkstemp()[0])",
    ],
)
def test_a_page_may_clear_up_its_temporary_folder(root, code):
    assert printed(page(f"import os, shutil, sqlite3, tempfile\nfrom pathlib import Path\n{code}\nprint(1)"), root) == ["1\n"]


def test_a_page_that_never_ends_ends_with_the_program_that_asked_for_it(root):
    """Its server, too, and without a word: the pipe that all three share is closed when none of them is left."""
    request = {"text": page("while True:\n    pass"), "file": "a.md", "root": str(root), "names": "", "palette": {}}
    with subprocess.Popen(
        [sys.executable, "-m", process.__name__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        print(json.dumps(request), file=server.stdin, flush=True)
        assert json.loads(server.stdout.readline()) == ["begin", 0]
        server.stdin.close()
        assert (server.stdout.read(), server.stderr.read(), server.wait()) == ("", "", 0)


def test_what_a_page_asks_for_is_not_waited_for(root):
    with pytest.raises(PageError, match="EOFError"):
        run_apart(page("input()"), "a.md", SITE, root)


def test_what_a_page_writes_past_python_does_not_come_between_the_answers(root):
    assert printed(page("import os\nos.write(1, b'[\"done\"]\\n')\nprint(2)"), root) == ["2\n"]


def test_a_page_names_what_it_opened_and_listed(root):
    (root / "data.txt").write_text("1", encoding="utf-8")
    (root / "helper.py").write_text("x = 1", encoding="utf-8")
    code = "import os\nimport helper\nopen('data.txt').close()\nos.listdir('.')\ntry:\n    open('absent.txt')\nexcept OSError:\n    pass"
    opened = run_apart(page(code), "a.md", SITE, root).opened
    assert list(opened) == [str(root), *(str(root / name) for name in ("absent.txt", "data.txt", "helper.py"))]
    assert [opened[str(root / name)] for name in ("absent.txt", "data.txt")] == [None, hashlib.sha256(b"1").hexdigest()]


def test_names_that_cannot_be_imported_are_said_of_the_page(root):
    with pytest.raises(PageError, match=r"a\.md:1: before its first block, ModuleNotFoundError"):
        run_apart(page("1"), "a.md", Site(names="nobody:NAMES"), root)


def test_a_server_that_cannot_start_is_said_of_the_page(tmp_path):
    (tmp_path / "layer.py").touch()
    with pytest.raises(PageError, match=r"a\.md: the process that runs the pages ended by itself"):
        run_apart(page("1"), "a.md", Site(tmp_path, preload=("builtins:exit",)), tmp_path)
