"""What was made of one vendor is gone once the next one's turn has come."""

from __future__ import annotations

import gc
from datetime import date
from pathlib import Path

from vendorbook.across import vendor_rows
from vendorbook.exports.vendor_facts import vendor_facts
from vendorbook.pages.registry import vendor_pages
from vendorbook.portfolio import Portfolio, load
from vendorbook.publish.editions import publication, vendor_editions
from vendorbook.surveys import Clock, survey_vendor

AS_OF = date(2026, 10, 9)


def make(portfolio: Portfolio, slug: str) -> None:
    survey = survey_vendor(portfolio, slug, Clock(AS_OF, AS_OF))
    assert survey.assessment is not None
    facts = vendor_facts(survey.assessment, survey.findings)
    vendor_editions(facts, publication("Fenwick Vale Mutual", AS_OF, None))
    vendor_pages(survey.assessment, survey.findings)
    vendor_rows(survey.assessment, survey.findings, facts.due)


def test_facts_and_pages_of_a_vendor_form_no_ring_that_only_the_collector_can_free() -> None:
    portfolio = load(Path(__file__).parents[2]).portfolio
    assert portfolio is not None
    for slug in portfolio.slugs:
        make(portfolio, slug)  # what is kept for all vendors, such as templates, is made now
    gc.collect()
    gc.disable()
    try:
        for slug in portfolio.slugs:
            make(portfolio, slug)
        assert gc.collect() == 0
    finally:
        gc.enable()
