"""What a browser complains about while it shows pages, and what its search box answers."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage, Dialog, Page, Request, Response


class Watch:
    """Listens to one page of a browser."""

    def __init__(self, page: Page, address: str) -> None:
        self._own = urlsplit(address).netloc
        self._heard: list[str] = []
        page.on("console", self._hear_console)
        page.on("pageerror", lambda error: self._heard.append(f"error: {error}"))
        page.on("request", self._hear_request)
        page.on("response", self._hear_response)
        page.on("dialog", self._hear_dialog)

    def complaints(self) -> list[str]:
        """What was heard since the last call."""
        heard = self._heard[:]
        self._heard.clear()
        return heard

    def _hear_console(self, message: ConsoleMessage) -> None:
        # Refusals of a Content-Security-Policy are errors on the console.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self._heard.append(f"console: {message.text}")

    def _hear_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob"} and parts.netloc != self._own:
            self._heard.append(f"asks another host: {request.url}")

    def _hear_response(self, response: Response) -> None:
        if response.status >= 400:
            self._heard.append(f"missing: {response.url}")

    def _hear_dialog(self, dialog: Dialog) -> None:
        self._heard.append(f"dialog: {dialog.message}")
        dialog.dismiss()


def search(page: Page, engine: str, words: str) -> str:
    """What the search box of an engine's theme answers on the page that is shown."""
    if engine == "mkdocs":
        page.get_by_role("textbox", name="Search").click()
        results = page.locator(".md-search-result__list")
    else:
        page.locator("button.md-search__button").click()
        page.get_by_role("combobox", name="Search").click()
        results = page.get_by_role("listbox")
    page.keyboard.type(words, delay=10)
    results.locator("a").first.wait_for(timeout=10_000)
    # Each letter is a search of its own; what stays is the answer to the last of them.
    shown, before = results.inner_text(), ""
    while shown != before:
        page.wait_for_timeout(300)
        shown, before = results.inner_text(), shown
    return shown
