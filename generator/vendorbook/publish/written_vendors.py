"""Notes on what a build has written into the site for each vendor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

TABLES: Final = (
    "create table finished (around text)",
    "create table vendors (slug text primary key, digest text, shapes text, paths text, "
    "file_states text, folder_paths text, folder_states text, most integer, size integer)",
    "create table entries (slug text primary key, full text, short text)",
    "create table shapes (key text primary key, path text, headings text, digest text)",
    "create table joined (path text primary key, version text, state text)",
)


class WrittenVendor(NamedTuple):
    """One vendor's share of the site.

    Attributes:
        digest: The digest of its pages.
        shapes: The keys of their shapes, parted by spaces.
        paths: Every file, one a line.
        folder_paths: Every folder that is its own, one a line.
        most: How many bytes its search entries were allowed to weigh.
        size: How many they do.
    """

    slug: str
    digest: str
    shapes: str
    paths: str
    file_states: str
    folder_paths: str
    folder_states: str
    most: int
    size: int

    @property
    def files(self) -> list[str]:
        """Every file."""
        return self.paths.split("\n")

    @property
    def folders(self) -> list[str]:
        """Every folder that is its own, each after the one that it lies in."""
        return self.folder_paths.split("\n") if self.folder_paths else []

    @property
    def shape_keys(self) -> list[str]:
        """The shapes of its pages."""
        return self.shapes.split(" ") if self.shapes else []

    @property
    def shared_files(self) -> list[str]:
        """Those that lie in folders of all vendors."""
        return [path for path in self.files if not path.startswith(f"vendors/{self.slug}/")]


def folders_of(slug: str, files: Iterable[str]) -> list[str]:
    """The folders that only one vendor has, each after the one that it lies in."""
    own = f"vendors/{slug}"
    found = set()
    for path in files:
        folder = path.rpartition("/")[0]
        while folder.startswith(own):
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return sorted(each for each in found if f"{each}/".startswith(f"{own}/"))
