"""What lies in a vendor's folder and is no record: misnamed files, links, stray folders."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from vendorbook.files import entries_of, shown
from vendorbook.findings import Finding, Place
from vendorbook.records import VENDOR_KINDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from os import DirEntry


def is_fragment(entry: DirEntry[str]) -> bool:
    """Whether an entry of a log's folder is a part of the log."""
    return entry.name.endswith(".yml") and entry.is_file(follow_symlinks=False)


def meant_kinds(entries: Iterable[DirEntry[str]]) -> set[str]:
    """The kinds whose file seems to lie there under a wrong name."""
    names = {f"{name}.yml" for name in VENDOR_KINDS} | set(VENDOR_KINDS)
    wrong = (each for each in entries if each.name not in names)
    return {meant for each in wrong if (meant := _meant_kind(each))}


def unknown_entries(entries: Sequence[DirEntry[str]], folder: str, slug: str) -> Iterator[Finding]:
    """Whatever lies in a vendor's `folder` and is no record."""
    names = {each.name for each in entries}
    for entry in entries:
        kind = VENDOR_KINDS.get(entry.name.removesuffix(".yml"))
        is_named = kind is not None and entry.name == f"{kind.name}.yml"
        if is_named and entry.is_file(follow_symlinks=False):
            continue
        path = f"{folder}/{shown(entry.name)}"
        if entry.is_symlink():
            message = "this is a symbolic link; records are plain files"
            yield _unknown(path, message, "replace it by the file itself", slug)
        elif entry.is_dir() and kind and kind.is_log and entry.name == kind.name:
            yield from _unknown_fragments(entry, path, slug)
        elif entry.is_dir() and kind and is_named:
            message = f"this is a folder; {kind.name}.yml is a plain file"
            yield _unknown(path, message, "rename or remove it", slug)
        else:
            yield _unknown(path, "this is no kind of record", _suggested_name(entry, names), slug)


def _unknown_fragments(folder: DirEntry[str], path: str, slug: str) -> Iterator[Finding]:
    entries, findings = entries_of(folder.path, path, slug)
    yield from findings
    for entry in entries:
        if not is_fragment(entry):
            message = "this is no record file; a log's folder holds plain .yml files only"
            yield _unknown(f"{path}/{shown(entry.name)}", message, "rename or remove it", slug)


def _unknown(path: str, message: str, hint: str, slug: str) -> Finding:
    return Finding("unknown-file", Place(path), message, hint, vendor=slug)


def _suggested_name(entry: DirEntry[str], names: Collection[str]) -> str:
    meant = _meant_kind(entry)
    if not meant:
        return f"a vendor's folder holds {', '.join(f'{name}.yml' for name in VENDOR_KINDS)}"
    if entry.is_dir() and VENDOR_KINDS[meant].is_log:
        return f"did you mean the folder '{meant}'?"
    if f"{meant}.yml" in names:
        return f"remove it: {meant}.yml is there as well"
    return f"did you mean '{meant}.yml'?"


def _meant_kind(entry: DirEntry[str]) -> str:
    stem = entry.name.split(".")[0].lower()
    near = difflib.get_close_matches(stem, VENDOR_KINDS, n=1, cutoff=0.7)
    return near[0] if near else ""
