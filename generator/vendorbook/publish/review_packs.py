"""Review packs as PDFs, beside their pages."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from vendorbook.pages.vendor_page import PACK, page_path
from vendorbook.pages.vendor_review_pack import PDF_NAME
from vendorbook.publish.pdf import pdf_of
from vendorbook.publish.site_files import inside
from vendorbook.surveys import for_each_vendor

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from vendorbook.publish.production import Production


def write_review_packs(
    production: Production,
    folder: Path,
    *,
    processes: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> list[Path]:
    """Write the PDF of every vendor that has a pack, below `folder`; returns the files."""
    written = for_each_vendor(
        lambda slug: _write(production, folder, slug),
        production.slugs,
        processes=processes,
        progress=progress,
        least=1,
    )
    return [file for file in written if file is not None]


def _write(production: Production, folder: Path, slug: str) -> Path | None:
    path = page_path(slug, PACK)
    page = next((each for each in production.read_group(slug) if each.path == path), None)
    if page is None or production.as_of is None:
        return None
    file = inside(folder, f"vendors/{slug}/{PDF_NAME}")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(pdf_of(page.title, page.body, production.as_of))
    # The collector rests while vendors pass by, and a layout is made of circles.
    gc.collect()
    return file
