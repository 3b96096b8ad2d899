"""What the tests of the whole share: the site, built once, strictly, as a reader would build it."""

import os
import shutil

import pytest
from building import build_site
from filelock import FileLock
from hypothesis import settings

# The same examples every time, wherever the tests run, and no clock.
os.environ.setdefault("MPLBACKEND", "agg")  # a block that a test performs draws on no screen
settings.register_profile("steady", derandomize=True, database=None, deadline=None)
settings.load_profile("steady")

# They take longest; two of them wait for the site, and two begin while it is built.
LONGEST = ("test_site.py", "test_pages.py", "test_failing_pages.py", "test_install.py")


def pytest_collection_modifyitems(items):
    """Long files come first, those of the browser next, so that all workers are busy to the end. A worker takes a whole file at a time."""
    rank = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: (rank.get(item.path.name, len(LONGEST)), item.path.parent.name != "browser"))


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
