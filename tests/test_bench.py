"""What the benchmark writes."""

import json

from bench import __main__ as bench


def test_a_part_is_replaced_and_everything_else_left_alone(tmp_path):
    path = tmp_path / "measurements.json"
    bench.store(path, "forward_one", {"seconds": 1.0})
    path.write_text(json.dumps({"others": {"a": 1}, **json.loads(path.read_text())}))
    bench.store(path, "forward_many", {"seconds": 2.0})
    bench.store(path, "forward_one", {"seconds": 3.0})
    assert json.loads(path.read_text(encoding="utf-8")) == {
        "others": {"a": 1},
        "speed": {"forward_one": {"seconds": 3.0}, "forward_many": {"seconds": 2.0}},
    }


def test_without_the_peers_one_sentence_names_what_is_missing(monkeypatch, capsys):
    def version(name):
        raise bench.PackageNotFoundError(name)

    monkeypatch.setattr(bench, "version", version)
    assert bench.main([]) == 2
    assert capsys.readouterr().err == "the benchmark compares nn_core with scikit-learn and torch; not installed: scikit-learn\n"


def test_the_processor_has_one_thread_while_it_is_measured():
    assert {bench.os.environ[name] for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")} == {"1"}
