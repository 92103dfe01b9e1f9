"""What lies on disk, as short digests: whether anything changed, without understanding any of it.

A digest covers names, kinds of entry and the bytes of records. Times of change are not looked at,
for they mean nothing after a clone.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import sys
import zoneinfo
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vendorbook.calendars import CALENDARS_FOLDER
from vendorbook.documents import MAX_BYTES
from vendorbook.files import VENDORS_FOLDER
from vendorbook.portfolio import PLAYBOOK_FILE
from vendorbook.records import VENDOR_KINDS
from vendorbook.schemas import schemas_folder
from vendorbook.vendor_reading import PROMISE_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable

CACHE_FOLDER = ".cache/vendorbook"
"""Where results are kept, below the playbook's folder; it may be deleted at any time."""

LIBRARIES = (
    "pyyaml", "jsonschema-rs", "jsonschema", "tzdata", "jinja2", "markdown-it-py", "nh3",
    "mkdocs", "mkdocs-material", "markdown", "pymdown-extensions", "pygments",
)  # fmt: skip
"""What a result depends on besides our own sources."""

_INSTALLED = re.compile(r"(.+?)-\d.*\.(?:dist|egg)-info")


class VendorContents(NamedTuple):
    """The digests of one vendor's folder.

    Attributes:
        everything: Of all that is read of the vendor itself.
        promises: Of what other vendors' dependencies may read of it.
    """

    everything: str
    promises: str


def vendor_contents(root: Path, slug: str) -> VendorContents:
    """The digests of a vendor's folder; a folder that is missing has digests of its own."""
    whole, promises = hashlib.sha256(), hashlib.sha256()
    for name, content in _entries(f"{root}/{VENDORS_FOLDER}/{slug}", VENDOR_KINDS):
        line = b"%b\0%d\0" % (os.fsencode(name), len(content))
        whole.update(line)
        whole.update(content)
        if name.partition("/")[0].partition(".")[0] in PROMISE_KINDS:
            promises.update(line)
            promises.update(content)
    return VendorContents(whole.hexdigest(), promises.hexdigest())


def digest_of_list(names: Iterable[str]) -> str:
    """The digest of some names in their order."""
    return hashlib.sha256("\n".join(names).encode()).hexdigest()


def policy_contents(root: Path) -> str:
    """The digest of the policy and of all calendars."""
    digest = hashlib.sha256()
    entries = [(PLAYBOOK_FILE, _described(f"{root}/{PLAYBOOK_FILE}"))]
    entries += _entries(f"{root}/{CALENDARS_FOLDER}", ())
    for name, content in entries:
        digest.update(b"%b\0%d\0" % (os.fsencode(name), len(content)))
        digest.update(content)
    return digest.hexdigest()


@cache
def program_version() -> str:
    """The digest of all that makes results out of records: sources, schemas, libraries, zones."""
    digest = hashlib.sha256(sys.version.encode())
    package = Path(__file__).parent
    for file in sorted([*package.rglob("*"), *schemas_folder().glob("*.json")]):
        if file.is_file() and file.parent.name != "__pycache__":
            content = file.read_bytes()
            digest.update(b"%b\0%d\0" % (os.fsencode(file.name), len(content)))
            digest.update(content)
    for name in _installed():
        digest.update(f"{name}\0".encode())
    for folder in zoneinfo.TZPATH:
        with suppress(OSError), Path(folder, "tzdata.zi").open("rb") as stream:
            digest.update(stream.readline())
    return digest.hexdigest()


def _installed() -> list[str]:
    """The libraries with their versions, as the names of what installers left beside them.

    Asking `importlib.metadata` would take as long as reading a hundred vendors that are kept.
    """
    found = []
    for folder in sys.path:
        with suppress(OSError):
            for name in os.listdir(folder or "."):
                is_installed = _INSTALLED.fullmatch(name)
                if is_installed and re.sub(r"[-_.]+", "-", is_installed[1]).lower() in LIBRARIES:
                    found.append(name)
    return sorted(found)


def _entries(folder: str, nested: Iterable[str]) -> list[tuple[str, bytes]]:
    """Name and content of what is in a folder, and in the folders of the names in `nested`."""
    found = []
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        return [("", f"unreadable {error.strerror}".encode())]
    for name in names:
        if name.startswith("."):
            continue
        path = f"{folder}/{name}"
        content = _described(path)
        found.append((name, content))
        if content == _FOLDER and name in nested:
            found += [(f"{name}/{inner}", data) for inner, data in _entries(path, ())]
    return found


_FOLDER = b"folder"


def _described(path: str) -> bytes:
    """A record's bytes, as far as they are read; of anything else, what it is."""
    try:
        found = os.lstat(path)
        mode = found.st_mode
        if stat.S_ISDIR(mode):
            return _FOLDER
        if not stat.S_ISREG(mode):
            return b"neither file nor folder %d %d" % (stat.S_IFMT(mode), Path(path).is_dir())
        if not path.endswith(".yml"):
            return b"no record"
        descriptor = os.open(path, os.O_RDONLY)
        try:
            # Room for the largest record would cost more than reading most of them.
            return b"record " + os.read(descriptor, min(found.st_size, MAX_BYTES) + 1)
        finally:
            os.close(descriptor)
    except OSError as error:
        return f"unreadable {error.strerror}".encode()
