"""Finds and starts the Chromium of the tests and of the measurements."""

import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

# Without the software rasterizer: nothing here draws in three dimensions, and a page takes a sixth less time.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-software-rasterizer", "--disable-dev-shm-usage"]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")


def find_chromium(playwright):
    """The Chromium that the variable CHROMIUM names, or one on the path, or the one that Playwright fetched; else None."""
    own = playwright.chromium.executable_path
    candidates = (os.environ.get("CHROMIUM"), *map(shutil.which, NAMES), own if own and Path(own).exists() else None)
    return next((path for path in candidates if path), None)


def fetched_chromium(playwright):
    """As find_chromium; where there is none, Playwright is asked to fetch one. None when that fails, too."""
    if find_chromium(playwright) is None:
        print("no Chromium on this machine; asking Playwright to fetch one", flush=True)
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return find_chromium(playwright)


@contextlib.contextmanager
def chromium():
    """A running Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(playwright), args=FLAGS)
        yield browser
        browser.close()
