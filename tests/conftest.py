"""What tests share: how examples are made, the built demo site, a server for it, and a browser."""

from __future__ import annotations

import functools
import http.server
import logging
import os
import shutil
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

REPOSITORY = Path(__file__).parents[1]
BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# A busy machine is slow, which says nothing about the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo as MkDocs builds it."""
    from vendorbook.mkdocs_site import build_site  # noqa: PLC0415 - only these tests need it

    target = tmp_path_factory.mktemp("demo") / "site"
    assert build_site(REPOSITORY, site_dir=target, strict=True) == 0
    return target


@pytest.fixture(scope="session")
def zensical_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo as Zensical builds it."""
    from vendorbook.mkdocs_site import build_site  # noqa: PLC0415 - only these tests need it

    target = tmp_path_factory.mktemp("zensical") / "site"
    assert build_site(REPOSITORY, engine="zensical", site_dir=target, strict=True) == 0
    return target


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing: the test reports what matters."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a built site; always the loopback address."""
    handler = functools.partial(_QuietHandler, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="session")
def demo_address(demo_site: Path) -> Iterator[str]:
    """Where the built demo is served."""
    with served(demo_site) as address:
        yield address


@pytest.fixture(scope="session")
def zensical_address(zensical_site: Path) -> Iterator[str]:
    """Where the demo of the other engine is served."""
    with served(zensical_site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; without one the test is skipped, unless it is required."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    if executable is None:
        if os.environ.get("VENDORBOOK_REQUIRE_BROWSER") == "1":
            pytest.fail("Chromium is required and not installed")
        pytest.skip("Chromium is not installed")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only these tests need it

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=BROWSER_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """What MkDocs says, whether or not an earlier build had it printed."""
    logger = logging.getLogger("mkdocs")
    logger.addHandler(caplog.handler)
    yield caplog
    logger.removeHandler(caplog.handler)
