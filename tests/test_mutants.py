"""The mutants are drawn by a seed, and a test notices one or it is said to be alive; the project itself is never changed."""

import json

import pytest

from tests.tools.mutants import LOOKS, QUICK, ROOT, SLOW, drawn, killer, main, mutants, own_tests, runs

CODE = '''"""Two + two is 4."""

def larger(one, *others, least=0.5):
    """Return 1 or 2."""
    return one if one >= least and not others else f"{one - 1}"  # 3 < 4
'''
SCRIPT = """/** @param {number} x 1 + 1 */
export const even = (x) => !(x % 2) && `${x} < 3` !== "4 > 5";
"""
TEST = "import nn_core.small\n\n\ndef test_two_and_three_are_five():\n    assert nn_core.small.add(2, 3) == 5\n"


@pytest.fixture
def project(tmp_path):
    """A project of two files, of which only one is tested."""
    files = {
        "nn_core/small.py": "def add(one, other):\n    return one + other\n",
        "nn_core/untested.py": "SIZE = 3\n",
        "tests/test_small.py": TEST,
    }
    for name, text in files.items():
        (tmp_path / "project" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "project" / name).write_text(text, encoding="utf-8")
    return tmp_path / "project"


def changes(path, text):
    return [(text.count("\n", 0, mutant.offset) + 1, mutant.was, mutant.now) for mutant in mutants(path, text)]


def test_only_what_runs_is_changed_not_words_comments_or_types():
    assert changes("a.py", CODE) == [(3, "0.5", "0.75"), (5, ">=", ">"), (5, "and", "or"), (5, "not", ""), (5, "-", "+"), (5, "1", "2")]
    assert changes("a.js", SCRIPT) == [(2, "!", ""), (2, "%", "*"), (2, "2", "3"), (2, "&&", "||"), (2, "!==", "===")]


@pytest.mark.parametrize(("was", "now"), [("0", "1"), ("41", "42"), ("0.0", "1.0"), ("0.4", "0.6"), ("1e-6", "1.5e-06"), ("0x0f", "16")])
def test_a_number_becomes_another(was, now):
    assert changes("a.py", f"x = {was}\n") == [(1, was, now)]


def test_a_seed_draws_the_same_mutants_again_and_another_seed_others(monkeypatch):
    monkeypatch.setattr("tests.tools.mutants.CODE", ("nn_core/*.py", "docs/javascripts/pad/*.js"))
    first = drawn(ROOT, 1, 60)
    assert drawn(ROOT, 1, 10) == first[:10]
    assert drawn(ROOT, 2, 10) != first[:10]
    for mutant in first:
        text = (ROOT / mutant.path).read_text(encoding="utf-8")
        assert mutant.applied(text) != text
        if mutant.path.endswith(".py"):
            compile(mutant.applied(text), mutant.path, "exec")


@pytest.mark.parametrize(
    ("path", "test"),
    [
        ("nn_core/plots/neurons.py", "nn_core/plots/neurons.py"),
        ("nn_core/plots/neurons.py", "tests/test_plots_neurons.py"),
        ("nn_core/experiments/ablation.py", "tests/test_ablation.py"),
        ("nn_core/training/learner.py", "tests/test_learner.py"),
        ("nn_core/publish/output/finish.py", "tests/test_finish.py"),
        ("docs/javascripts/laboratory/size-the-network.js", "tests/browser/test_size_the_network.py"),
        ("docs/javascripts/pad/link.js", "tests/browser/test_pad_links.py"),
    ],
)
def test_the_own_tests_of_a_file_are_named_after_it_or_import_it(path, test):
    assert test in own_tests(ROOT, path)


def test_after_its_own_tests_a_mutant_meets_all_others_and_a_script_those_of_the_browser_first():
    browser = ["tests/browser"]
    assert [tests for tests, _ in runs(ROOT, "nn_core/cost.py", own=False)][1:] == [QUICK, SLOW, browser]
    assert [tests for tests, _ in runs(ROOT, "docs/javascripts/pad/pad.js", own=False)][1:] == [browser, SLOW, QUICK]
    assert len(runs(ROOT, "nn_core/cost.py", own=True)) == 1
    assert all((ROOT / path).is_file() for path in SLOW)


def test_the_tests_that_do_not_count_are_there():
    for name in LOOKS:
        path, _, test = name.partition("::")
        assert f"def {test}" in (ROOT / path).read_text(encoding="utf-8")


def test_a_change_of_one_file_leaves_the_mutants_of_the_others_drawn(project):
    before = drawn(project, 1, 10)
    (project / "nn_core" / "untested.py").write_text("SIZE = 1\nHALF = 0.5\n", encoding="utf-8")
    assert [mutant for mutant in drawn(project, 1, 10) if mutant in before] == [
        each for each in before if each.path != "nn_core/untested.py"
    ]


def test_a_mutant_is_killed_by_a_test_that_fails_for_it_alone_and_one_that_no_test_notices_is_alive(project):
    (project / "tests" / "test_small.py").write_text("def test_never():\n    assert False\n\n\n" + TEST, encoding="utf-8")
    verdicts = {mutant.was: killer(project, mutant, own=True) for mutant in drawn(project, 1, 10)}
    assert verdicts == {"+": "tests/test_small.py::test_two_and_three_are_five", "3": None}


def test_started_again_it_goes_on_and_the_project_is_as_it_was(project, capsys):
    before = {path: path.read_bytes() for path in project.rglob("*.*") if path.is_file()}
    log = project / ".cache" / "mutants" / "7.jsonl"
    log.parent.mkdir(parents=True)
    (mutant,) = mutants("nn_core/small.py", (project / "nn_core" / "small.py").read_text(encoding="utf-8"))
    log.write_text(json.dumps({"mutant": mutant, "killer": "a test", "own": True, "seconds": 1}) + "\n", encoding="utf-8")
    assert main(["--seed", "7", "--own"], project) == 0
    assert capsys.readouterr().out.splitlines()[1:] == ["1 of 2 killed"]
    assert main(["--seed", "7", "--list"], project) == 0
    assert (
        "nn_core/small.py:2: + becomes -: a test, 1 s\nnn_core/untested.py:1: 3 becomes 4: alive after its own tests"
        in capsys.readouterr().out
    )
    assert {path: path.read_bytes() for path in before} == before
