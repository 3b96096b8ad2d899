"""What the tests of the whole share: the site, built once, strictly, as a reader would build it."""

import os
import shutil

import pytest
from building import build_site
from filelock import FileLock
from hypothesis import settings
from xdist.scheduler import LoadFileScheduling

# The same examples every time, wherever the tests run, and no clock.
settings.register_profile("steady", derandomize=True, database=None, deadline=None)
settings.load_profile("steady")

# Of the browser's files those whose tests share something that takes long to make.
SHARING = {"tests/browser/test_javascript.py", "tests/browser/test_offline.py"}


class FilesThenPages(LoadFileScheduling):
    """The tests of a file stay on one worker; those of the browser, which are long and share nothing, come last and fill up the rest."""

    def _split_scope(self, nodeid):
        file = super()._split_scope(nodeid)
        return nodeid if file.startswith("tests/browser/") and file not in SHARING else file


def pytest_xdist_make_scheduler(config, log):
    return FilesThenPages(config, log)


def pytest_xdist_auto_num_workers():
    """Two workers for each core: a test that looks at a page in a browser spends half of its time waiting."""
    return 2 * (os.cpu_count() or 1)


@pytest.fixture(scope="session")
def built_site(tmp_path_factory, worker_id):
    """The folder of the strictly built site; the workers of a parallel run share it."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    site, done = shared / "site", shared / "site.done"
    with FileLock(shared / "site.lock"):
        if not done.exists():
            shutil.rmtree(site, ignore_errors=True)
            build_site(site)
            done.touch()
    return site
