"""Contracts and documents of all vendors: terms, notice, decisions and what lapses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorbook.pages.across_page import across_page, what_is_left_out
from vendorbook.pages.contract_picture import contract_picture

if TYPE_CHECKING:
    from datetime import date

    from vendorbook.across import Across
    from vendorbook.pages import Page
    from vendorbook.portfolio import Portfolio

TAB = "contracts"


def page(portfolio: Portfolio, across: Across, as_of: date) -> Page:
    """The page of contracts and documents."""
    contracts, documents = across.contracts.rows, across.documents.rows
    return across_page(
        TAB,
        portfolio,
        as_of,
        lead="By which day notice must be given and whether we have decided; what lapses when.",
        headings=(("terms", "Terms"), ("contracts", "Contracts"), ("documents", "Documents")),
        words="contracts, renewal, notice deadline, insurance, certificates, exit plans, expiry",
        contracts=contracts,
        contracts_left_out=what_is_left_out(across.contracts, "contract"),
        picture=contract_picture(contracts, as_of),
        documents=documents,
        documents_left_out=what_is_left_out(across.documents, "document"),
        kinds=sorted({row.type.replace("_", " ") for row in documents}),
    )
