"""The same pages through Zensical: staged as Markdown with raw HTML blocks, then built.

Zensical reads a MkDocs configuration but runs no plugins, so everything it needs lies in a staging
folder: the hand-written pages, ours, the assets, and a derived configuration. Only what changed is
rewritten, and what is no longer made is removed.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from vendorbook.content import split_front_matter
from vendorbook.documents import read_document
from vendorbook.pages.content_templates import render_content
from vendorbook.publish.as_markdown import as_markdown
from vendorbook.publish.content_security import MISSING_PAGE, protect_site
from vendorbook.publish.file_lock import FileLock
from vendorbook.publish.site_files import (
    ASSETS_FOLDER,
    SCRIPTS,
    STYLES,
    assets_source,
    inside,
    write_if_changed,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from vendorbook.pages.live_lists import LiveData
    from vendorbook.publish.production import Production

STAGE_FOLDER = "build/zensical"
_STYLE_IN_SCRIPT = re.compile(r'"style",\{\},([\w$]+)\.toString\(\)')
_DROPPED_SETTINGS = ("plugins", "validation", "hooks")


def build(
    root: Path,
    *,
    config_file: Path,
    site_dir: Path,
    produced: Production,
    strict: bool,
    say: Callable[[str], None],
    write_pdfs: Callable[[Production, Path], list[Path]] | None = None,
) -> int:
    """Stage the production and let Zensical build it; returns an exit code like `vendorbook`'s."""
    produced.has_pdfs = write_pdfs is not None
    stage_folder = root / STAGE_FOLDER
    settings, problem = _settings(config_file)
    if settings is None:
        say(problem)
        return 2
    if produced.live is None:
        for line in produced.error_lines:
            say(line)
        return 1
    with _alone_in(stage_folder, say):
        docs_dir = stage_folder / "docs"
        stage(produced, root / str(settings.get("docs_dir", "docs")), docs_dir)
        if write_pdfs is not None:
            write_pdfs(produced, docs_dir)
        _write_settings(settings, stage_folder)
        produced.close()
        errors = produced.error_lines
        for line in errors:
            say(line)
        code = _run_zensical(stage_folder, strict=strict, say=say)
        if code == 0:
            shutil.rmtree(site_dir, ignore_errors=True)
            shutil.copytree(stage_folder / "site", site_dir)
            protect_site(site_dir, _styles_in_scripts(site_dir))
    return code or (1 if errors else 0)


@contextmanager
def _alone_in(stage_folder: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Keep other builds out of the staging folder; they wait."""
    wait = partial(say, f"another build is using {STAGE_FOLDER}; this one waits until it has ended")
    try:
        lock = FileLock(stage_folder.with_suffix(".lock"), wait)
    except ImportError:
        yield
        return
    try:
        yield
    finally:
        lock.release()


def _settings(config_file: Path) -> tuple[dict[str, Any] | None, str]:
    document, findings = read_document(config_file, config_file.name)
    if document is None or not isinstance(document.data, dict):
        reason = findings[0].message if findings else "it is no mapping"
        return None, f"{config_file.name} cannot be used with Zensical: {reason}"
    return document.data, ""


def _write_settings(settings: dict[str, Any], stage_folder: Path) -> None:
    derived = {key: value for key, value in settings.items() if key not in _DROPPED_SETTINGS}
    derived["docs_dir"] = "docs"
    derived["site_dir"] = "site"
    derived["plugins"] = ["search"]
    derived["extra_css"] = [f"{ASSETS_FOLDER}/{name}" for name in STYLES]
    derived["extra_javascript"] = [f"{ASSETS_FOLDER}/{name}" for name in SCRIPTS]
    if "nav" in derived:
        derived["nav"] = listed(derived["nav"])
    # JSON is YAML, and has no way of meaning anything else.
    write_if_changed(stage_folder / "mkdocs.yml", json.dumps(derived, indent=2, default=str))


def listed(nav: Any, section: str = "") -> Any:
    """The navigation with every page that it gives a title listed in its section.

    The theme makes the first index page of a section the section's title and leaves it out of the
    menu, so that one with a title of its own is named twice.
    """
    if isinstance(nav, dict):
        return {title: listed(inside, str(title)) for title, inside in nav.items()}
    if not isinstance(nav, list):
        return nav
    first = next((each for each in nav if _is_index(each)), None)
    front = [{section: next(iter(first.values()))}] if section and isinstance(first, dict) else []
    return [*front, *(listed(each) for each in nav)]


def _is_index(entry: Any) -> bool:
    target = next(iter(entry.values()), "") if isinstance(entry, dict) else entry
    return isinstance(target, str) and target.rpartition("/")[2] == "index.md"


def stage(production: Production, content_dir: Path, docs_dir: Path) -> set[Path]:
    """Lay out the sources of the site; returns the files that were written or still hold."""
    wanted: set[Path] = set()
    for source in sorted(content_dir.rglob("*")) if content_dir.is_dir() else ():
        if source.is_file() and not source.is_symlink():
            name = source.relative_to(content_dir).as_posix()
            target = inside(docs_dir, name)
            if name.endswith(".md"):
                write_if_changed(target, _content(source, name, production.live))
            else:
                _copy_if_changed(source, target)
            wanted.add(target)
    for page in production.pages():
        if page.path.endswith("index.html"):
            target = inside(docs_dir, f"{page.path.removesuffix('.html')}.md")
            write_if_changed(target, as_markdown(page))
        else:
            target = inside(docs_dir, page.path)
            write_if_changed(target, page.body)
        wanted.add(target)
    for path in production.joined:
        target = inside(docs_dir, path)
        production.copy_joined(path, target)
        wanted.add(target)
    for name in (*STYLES, *SCRIPTS):
        target = docs_dir / ASSETS_FOLDER / name
        _copy_if_changed(assets_source() / name, target)
        wanted.add(target.resolve())
    _remove_others(docs_dir, wanted)
    return wanted


def _content(source: Path, name: str, live: LiveData | None) -> str:
    """A page written by hand with its live data; the engine renders the rest of it.

    Zensical takes links in HTML as seen from the source and moves them to where the page lands.
    """
    head, body = split_front_matter(source.read_text(encoding="utf-8-sig"))
    return head + render_content(body, f"{name.removesuffix('.md')}.html", live)


def _copy_if_changed(source: Path, target: Path) -> None:
    content = source.read_bytes()
    if not (target.is_file() and target.read_bytes() == content):
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _remove_others(folder: Path, wanted: set[Path]) -> None:
    """Remove every file that is no longer made, and folders that became empty."""
    keep = {path.resolve() for path in wanted}
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_file() and path.resolve() not in keep:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def _run_zensical(stage_folder: Path, *, strict: bool, say: Callable[[str], None]) -> int:
    command = [sys.executable, "-m", "zensical", "build", "--clean", "-f", "mkdocs.yml"]
    if strict:
        command.append("--strict")
    try:
        result = subprocess.run(  # noqa: S603 - fixed arguments, no shell
            command, cwd=stage_folder, capture_output=True, text=True, check=False
        )
    except OSError as error:
        say(f"Zensical cannot be started: {error}")
        return 2
    if result.returncode != 0:
        said = (result.stderr or result.stdout).strip()
        if "No module named" in said:
            say("Zensical is not installed: install Vendorbook with its extra 'zensical'")
            return 2
        say(f"Zensical failed: {said[-2000:]}")
        return 1
    return 0


def _styles_in_scripts(site_dir: Path) -> tuple[str, ...]:
    """The style sheet that Zensical's search keeps in its script and adds to the page at run time.

    Without it, search would work and look broken; a browser test notices when it moves elsewhere.
    """
    for script in sorted(site_dir.glob("assets/javascripts/bundle.*.js")):
        text = script.read_text(encoding="utf-8")
        name = _STYLE_IN_SCRIPT.search(text)
        found = name and re.search(rf"\b{re.escape(name[1])}=(['\"`])((?:(?!\1)[^\\])*)\1", text)
        if found:
            return (found[2],)
    return ()


def site_urls(site_dir: Path) -> set[str]:
    """Every page of a built site as its address below the site's root."""
    return {
        path.relative_to(site_dir).as_posix().removesuffix("index.html")
        for path in site_dir.rglob("*.html")
        if path.name != MISSING_PAGE
    }
