"""What the benchmark writes."""

from bench import __main__ as bench


def test_without_the_peers_one_sentence_names_what_is_missing(monkeypatch, capsys):
    def version(name):
        raise bench.PackageNotFoundError(name)

    monkeypatch.setattr(bench, "version", version)
    assert bench.main([]) == 2
    assert capsys.readouterr().err == "the benchmark compares nn_core with scikit-learn and torch; not installed: scikit-learn\n"


def test_the_processor_has_one_thread_while_it_is_measured():
    assert {bench.os.environ[name] for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")} == {"1"}
