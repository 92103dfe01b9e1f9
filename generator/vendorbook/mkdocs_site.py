"""Building a whole site, or showing it, with whichever engine: what the command line calls."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from vendorbook.mkdocs_files import show_log
from vendorbook.mkdocs_plugin import AS_OF_VARIABLE, VendorbookPlugin, log
from vendorbook.publish.pdf import why_not
from vendorbook.publish.production import produce
from vendorbook.publish.review_packs import write_review_packs

if TYPE_CHECKING:
    from collections.abc import Callable


def build_site(
    root: Path,
    *,
    engine: str = "mkdocs",
    site_dir: Path | None = None,
    as_of: date | None = None,
    strict: bool = False,
    processes: int = 1,
    progress: Callable[[int, int], None] | None = None,
    keeps: bool = True,
    pdf: bool = False,
    pdf_progress: Callable[[int, int], None] | None = None,
) -> int:
    """Build the site of the playbook at `root` and return an exit code.

    0 is a built site, 1 a site whose records or pages have faults, 2 a build that could not run.
    """
    show_log()
    target = str(site_dir.resolve()) if site_dir else None
    try:
        config = load_config(str(root / "mkdocs.yml"), strict=strict, site_dir=target)
        plugin = config.plugins["vendorbook"]
    except (ConfigurationError, KeyError, OSError) as error:
        log.error(f"mkdocs.yml cannot be used: {error}")
        return 2
    plugin.config["as_of"] = as_of.isoformat() if as_of else ""
    plugin.config["jobs"] = processes
    plugin.config["cache"] = keeps and plugin.config["cache"]
    plugin.config["pdf"] = pdf or plugin.config["pdf"]
    assert isinstance(plugin, VendorbookPlugin)  # noqa: S101 - it answers to our name
    plugin.progress, plugin.pdf_progress = progress, pdf_progress
    if plugin.config["pdf"] and (problem := why_not()):
        log.error(problem)
        return 2
    if engine == "zensical":
        from vendorbook.publish import zensical_site  # noqa: PLC0415 - most builds need it not

        return zensical_site.build(
            root,
            config_file=root / "mkdocs.yml",
            site_dir=Path(config.site_dir),
            produced=produce(
                root,
                now=datetime.now(UTC),
                as_of=as_of,
                site_url=config.site_url,
                processes=processes,
                progress=progress,
                keeps=keeps,
            ),
            strict=strict,
            say=log.error,
            write_pdfs=partial(write_review_packs, processes=processes, progress=pdf_progress)
            if plugin.config["pdf"]
            else None,
        )
    try:
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
        config.plugins.on_shutdown()
    except Abort:
        return 1
    log.info(f"The site is in {config.site_dir}")
    return 0


def serve_site(root: Path, *, address: str, as_of: date | None = None) -> None:
    """Serve the site and rebuild it whenever a record or a page changes."""
    from mkdocs.commands.serve import serve  # noqa: PLC0415 - a build need not wait for it

    show_log()
    if as_of is not None:
        # MkDocs reads its configuration anew for each build, so options set here would be lost.
        os.environ[AS_OF_VARIABLE] = as_of.isoformat()
    serve(config_file=str(root / "mkdocs.yml"), dev_addr=address, open_in_browser=False)
