"""Pages written by hand as HTML, kept between builds: only those that changed are converted.

A page is taken again only if its Markdown with all live data in place, the settings, the list of
files that links may lead to, and the program are the same. A page that anything was said about is
converted each time, so that nothing is left unsaid; and so are all pages where an extension is set
that may read more than the page.
"""

from __future__ import annotations

import hashlib
import json
import logging
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from mkdocs.structure.toc import get_toc

from vendorbook.contents import digest_of_list, program_version
from vendorbook.mkdocs_files import SiteFiles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page
    from mkdocs.structure.toc import AnchorLink

SELF_CONTAINED: Final = frozenset(
    {
        "abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html",
        "sane_lists", "tables", "toc", "pymdownx.details", "pymdownx.superfences",
        "pymdownx.tasklist",
    }
)  # fmt: skip
"""Extensions that look at nothing but the page and their settings."""


class KeptMarkdown:
    """The converted pages of the last build, and those of this one."""

    def __init__(self, file: Path, config: MkDocsConfig, files: Files) -> None:
        """Read what was kept; anything broken is as good as nothing."""
        self._file = file
        self._before: dict[str, Any] = {}
        self._now: dict[str, Any] = {}
        self._around = _around(config, files)
        with suppress(OSError, ValueError):
            digest, _, text = file.read_bytes().partition(b"\n")
            if hashlib.sha256(text).hexdigest().encode() == digest:
                self._before = json.loads(text)

    def adopt(self, page: Page) -> None:
        """Let a page be converted by us, once its Markdown is complete."""
        if self._around:
            page.render = partial(self._render, page, page.render)  # type: ignore[method-assign]

    def _render(
        self,
        page: Page,
        convert: Callable[[MkDocsConfig, Files], None],
        config: MkDocsConfig,
        files: Files,
    ) -> None:
        key = digest_of_list([self._around, page.file.src_uri, page.markdown or ""])
        kept = self._before.get(key)
        if kept is None or not _restore(page, kept, files):
            listener = _Listener()
            log = logging.getLogger("mkdocs")
            log.addHandler(listener)
            try:
                convert(config, files)
            finally:
                log.removeHandler(listener)
            kept = None if listener.has_heard else _as_data(page)
        if kept is not None:
            self._now[key] = kept

    def write(self) -> None:
        """Keep the pages of this build."""
        if self._now == self._before:
            return
        text = json.dumps(self._now).encode()
        half = self._file.with_suffix(".half")
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            half.write_bytes(hashlib.sha256(text).hexdigest().encode() + b"\n" + text)
            half.replace(self._file)


class _Listener(logging.Handler):
    """Notices whether anything is said."""

    has_heard = False

    def emit(self, record: logging.LogRecord) -> None:
        """Notice it."""
        del record
        self.has_heard = True


def _around(config: MkDocsConfig, files: Files) -> str:
    """The digest of all that a conversion depends on besides the page; empty where nobody knows."""
    extensions = list(config["markdown_extensions"])
    if not SELF_CONTAINED.issuperset(extensions):
        return ""
    try:
        settings = json.dumps(config["mdx_configs"], sort_keys=True)
    except (TypeError, ValueError):  # a function, for instance
        return ""
    others, ours = (files.others, files.ours) if isinstance(files, SiteFiles) else (files, "")
    return digest_of_list(
        [
            program_version(),
            json.dumps(extensions),
            settings,
            repr(config.validation),
            str(config.use_directory_urls),
            str(logging.getLogger("mkdocs").getEffectiveLevel()),
            *(f"{file.src_uri} {file.dest_uri} {file.inclusion}" for file in others),
            ours,
        ]
    )


def _as_data(page: Page) -> list[Any]:
    links = page.links_to_anchors or {}
    return [
        page.content,
        toc_as_data(page.toc),
        page._title_from_render,
        sorted(page.present_anchor_ids or ()),
        None
        if page.links_to_anchors is None
        else [[file.src_uri, anchors] for file, anchors in links.items()],
    ]


def _restore(page: Page, kept: list[Any], files: Files) -> bool:
    """Give a page what its conversion gave before; says whether that could be done."""
    content, toc, title, anchors, links = kept
    found = [(files.get_file_from_path(path), each) for path, each in links or ()]
    if any(file is None for file, _ in found):
        return False
    page.content = content
    page.toc = get_toc(toc)
    page._title_from_render = title
    page.present_anchor_ids = set(anchors)
    page.links_to_anchors = None if links is None else dict(found)  # type: ignore[arg-type]
    return True


def toc_as_data(toc: Iterable[AnchorLink]) -> list[dict[str, Any]]:
    """A table of contents as JSON knows it."""
    return [
        {
            "name": each.title,
            "id": each.id,
            "level": each.level,
            "children": toc_as_data(each.children),
        }
        for each in toc
    ]
