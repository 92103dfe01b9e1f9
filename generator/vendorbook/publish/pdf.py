"""The only door to WeasyPrint: one page as a PDF, without a browser and without a network.

The document is the page's own HTML in a small shell with style sheets of the package. Nothing is
fetched from anywhere, and nothing in the file depends on the clock.
"""

from __future__ import annotations

import html
import logging
import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NoReturn

from vendorbook.publish.site_files import assets_source

if TYPE_CHECKING:
    from datetime import date

_SVG_START: Final = re.compile(r"<svg\b[^>]*>")


def why_not() -> str:
    """Why no PDF can be made on this machine, and what to do; empty when all is well."""
    try:
        import weasyprint  # noqa: F401, PLC0415 - an extra that most builds do without
    except ImportError:
        return "PDFs need WeasyPrint: install Vendorbook with its extra 'pdf'"
    except OSError as error:
        return (
            f"PDFs need Pango, which cannot be loaded ({' '.join(str(error).split())[:200]}): on "
            "Debian, apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        )
    return ""


def pdf_of(title: str, body: str, day: date) -> bytes:
    """A tagged PDF of one page, the same bytes for the same page on the same machine.

    Args:
        title: Plain text.
        body: HTML that may be trusted, starting with its `<h1>` or with what stands above it.
        day: The day that the page tells of, which is the document's date.
    """
    import weasyprint  # noqa: PLC0415 - an extra that most builds do without

    # What a style sheet asks of this engine beyond its powers is no news for whoever builds a site.
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    document = weasyprint.HTML(string=document_of(title, body, day), url_fetcher=_no_fetcher())
    sheet = weasyprint.CSS(string=_asset("print-document.css"), url_fetcher=_no_fetcher())
    data = document.write_pdf(stylesheets=[sheet], pdf_tags=True)
    assert isinstance(data, bytes)  # noqa: S101 - there is no target to write to
    return data


def document_of(title: str, body: str, day: date) -> str:
    """The whole HTML document that a PDF is made from."""
    # A picture sees no style sheet but its own. Text of records holds no `<`, so no text is met.
    pictured = _SVG_START.sub(lambda start: start[0] + _picture_styles(), body)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f"<title>{html.escape(title)}</title>"
        f'<meta name="dcterms.created" content="{day.isoformat()}">'
        f'<meta name="dcterms.modified" content="{day.isoformat()}">'
        f"</head><body>{pictured}</body></html>"
    )


@cache
def _picture_styles() -> str:
    return f"<style>{_asset('print-pictures.css')}</style>"


@cache
def _asset(name: str) -> str:
    return (assets_source() / name).read_text(encoding="utf-8")


@cache
def _no_fetcher() -> Any:
    """What WeasyPrint asks for every address that a document mentions; it refuses them all."""
    from weasyprint.urls import URLFetcher  # noqa: PLC0415 - likewise

    class NoFetcher(URLFetcher):  # type: ignore[misc] # WeasyPrint has no types
        def fetch(self, url: str, headers: Any = None) -> NoReturn:
            del headers
            raise ValueError(f"a document may not ask for {url}")

    return NoFetcher()
