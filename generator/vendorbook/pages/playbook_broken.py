"""The only page of a playbook whose policy cannot be used: what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.pages import Page, render
from vendorbook.pages.home import PATH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vendorbook.findings import Finding


def page(findings: Sequence[Finding]) -> Page:
    """The page that stands in the place of Home."""
    return Page(PATH, "Home", render("playbook_broken.html", PATH, findings=findings))
