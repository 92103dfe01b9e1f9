"""How fast and how large, as ratios against baselines that are measured in the same run.

B1 is `yaml.load` with PyYAML's C loader over the same files; B2 is a plain `mkdocs build` of the
same pages as ordinary Markdown, measured on a sample and multiplied, since it grows linearly; B3 is
a `mkdocs build` of two pages. Every measured command is a process of its own.

Work of one process is compared by the processor's time, its own and the system's, which other
programs on the machine hardly change; work shared by two processes is compared by the clock on the
wall, since sharing is what is measured. The best of a few runs counts.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import yaml

from benchmarks.as_markdown import as_markdown
from benchmarks.synthetic import write_demo_copies, write_portfolio
from vendorbook.pages.registry import VENDOR_PAGES
from vendorbook.publish.portfolio_pages import PORTFOLIO_GROUP
from vendorbook.publish.production import produce

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SAMPLE_VENDORS = 10
LEAST_SIZE: Final = 300
"""From how many vendors on budgets of time hold; with fewer, what every run takes weighs most."""
PAGES_OF_A_VENDOR = len(VENDOR_PAGES)


class Used(NamedTuple):
    """What something took: seconds of processors, seconds on the wall, and MB at its peak."""

    processor: float
    wall: float
    memory: float = 0

    def seconds(self, processes: int) -> float:
        """What counts for work of so many processes."""
        return self.processor if processes == 1 else self.wall


@dataclass(frozen=True)
class Row:
    """One line of the result: what was measured, the value, its unit and its budget."""

    work: str
    vendors: int
    value: float
    unit: str
    budget: float | None
    seconds: float | None = None

    def printed(self) -> str:
        """The line."""
        verdict = "" if self.budget is None else ("ok" if self.value <= self.budget else "MISSED")
        budget = "" if self.budget is None else f"{self.budget:g}"
        seconds = "" if self.seconds is None else f"{self.seconds:.1f}"
        return (
            f"{self.work:34} {self.vendors:>6} {self.value:>9.2f} {self.unit:9} {budget:>7} "
            f"{seconds:>8}  {verdict}"
        )


def main() -> None:
    """Measure what was asked for and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="100,300,1000", help="how many vendors")
    parser.add_argument("--what", default="check,build,rebuild", help="some of these three")
    parser.add_argument(
        "--portfolio", choices=("synthetic", "demo"), default="synthetic", help="what is repeated"
    )
    parser.add_argument("--best-of", type=int, default=2)
    arguments = parser.parse_args()
    sizes = [int(size) for size in arguments.sizes.split(",")]
    what = arguments.what.split(",")
    print(f"Best of {arguments.best_of} runs each; baselines measured in this run.")
    print("One process: processor time. Two processes: time on the wall.")
    print(f"{'work':34} {'size':>6} {'measured':>9} {'in':9} {'budget':>7} {'seconds':>8}")
    with tempfile.TemporaryDirectory(prefix="vendorbook-bench-") as name:
        bench = _Bench(Path(name), arguments.best_of, arguments.portfolio)
        for size in sizes:
            root = bench.portfolio(size)
            if "check" in what:
                bench.check(root, size)
            if "build" in what:
                bench.build(root, size)
            if "rebuild" in what:
                bench.rebuild(root, size)
            shutil.rmtree(root)
        bench.growth(sizes)


class _Bench:
    """Runs the measurements and keeps what growth is worked out from."""

    def __init__(self, folder: Path, best_of: int, portfolio: str) -> None:
        self._folder = folder
        self._write = write_demo_copies if portfolio == "demo" else write_portfolio
        self._best_of = best_of
        self._site = folder / "site"
        self._page: Used | None = None
        self._seconds: dict[tuple[str, int], float] = {}

    def portfolio(self, size: int) -> Path:
        root = self._folder / f"portfolio-{size}"
        self._write(root, size)
        return root

    def check(self, root: Path, size: int) -> None:
        baseline = _best(_load_all(root) for _ in range(self._best_of))
        whole = baseline.processor
        _print(Row("B1: yaml.load of all files", size, 1, "x B1", None, whole))
        check = ("-C", str(root), "check", "--fail-on", "never")
        for jobs, budget in ((1, 0.45), (2, 0.30)):
            used = self._run((*check, "--no-cache", "--jobs", str(jobs)))
            self._row(f"check, {jobs} process", size, used, baseline, "x B1", budget, jobs)
            _print(Row(f"check, {jobs} process: peak memory", size, used.memory, "MB", None))
        cached = (*check, "--cache", "--jobs", "1")
        first = _run(cached)
        self._row("check, keeping what it finds", size, first, baseline, "x B1", None)
        self._row("check, nothing changed", size, self._run(cached), baseline, "x B1", 0.04)
        for what, edit in EDITS.items():
            used = _best(self._after_edits(root, cached, edit))
            self._row(f"check, {what}", size, used, baseline, "x B1", 0.04)

    def build(self, root: Path, size: int) -> None:
        self._page = self._page or _markdown_page(root, self._folder)
        pages = size * PAGES_OF_A_VENDOR
        baseline = Used(pages * self._page.processor, pages * self._page.wall)
        per_page = self._page.processor * 1000
        name = f"B2: mkdocs, {per_page:.0f} ms a page"
        _print(Row(name, size, 1, "x B2", None, baseline.processor))
        build = self._build_command(root)
        for jobs, budget in ((1, 0.25), (2, 0.15)):
            used = self._run((*build, "--no-cache", "--jobs", str(jobs)))
            self._row(f"build, {jobs} process", size, used, baseline, "x B2", budget, jobs)
            _print(Row(f"build, {jobs} process: peak memory", size, used.memory, "MB", 150))

    def rebuild(self, root: Path, size: int) -> None:
        small = _best(_two_pages(self._folder / "b3") for _ in range(self._best_of))
        _print(Row("B3: mkdocs, two pages", size, 1, "x B3", None, small.processor))
        cached = (*self._build_command(root), "--cache", "--jobs")
        first = _run((*cached, "2"))
        most = 150 if size <= 1000 else 300
        _print(Row("build, keeping: peak memory", size, first.memory, "MB", most))
        cached = (*cached, "1")
        budget = 2.5 if size <= 300 else 3 if size <= 1000 else 6
        self._row("build, nothing changed", size, self._run(cached), small, "x B3", None)
        for what, edit in EDITS.items():
            used = _best(self._after_edits(root, cached, edit))
            self._row(f"build, {what}", size, used, small, "x B3", budget)
        self._index(size)
        shutil.rmtree(self._site)

    def _index(self, size: int) -> None:
        file = self._site / "search" / "search_index.json"
        entries = json.loads(file.read_bytes())["docs"]
        own = [each for each in entries if re.match("vendors/[^/#]+/", each["location"])]
        most = 6 if size >= LEAST_SIZE else None  # fewer vendors have more room each
        weight = len(json.dumps(own, separators=(",", ":"), ensure_ascii=False).encode())
        _print(Row("search index, a vendor's entries", size, weight / size / 1000, "kB", most))
        _print(Row("search index in all", size, file.stat().st_size / 1e6, "MB", 2))

    def _build_command(self, root: Path) -> tuple[str, ...]:
        return ("-C", str(root), "build", "--site-dir", str(self._site))

    def _row(
        self,
        work: str,
        size: int,
        used: Used,
        baseline: Used,
        unit: str,
        budget: float | None,
        jobs: int = 1,
    ) -> None:
        seconds = used.seconds(jobs)
        budget = budget if size >= LEAST_SIZE else None
        self._seconds[work, size] = seconds
        _print(Row(work, size, seconds / baseline.seconds(jobs), unit, budget, seconds))

    def _after_edits(
        self, root: Path, command: tuple[str, ...], edit: Callable[[str, int], str]
    ) -> Iterable[Used]:
        file = sorted(root.glob("vendors/*/milestones.yml"))[0]
        for number in range(self._best_of):
            text = file.read_text(encoding="utf-8")
            file.write_text(edit(text, number), encoding="utf-8")
            yield _run(command)

    def growth(self, sizes: list[int]) -> None:
        if 100 not in sizes or 1000 not in sizes:
            return
        for work in sorted({work for work, _ in self._seconds}):
            times = self._seconds[work, 1000] / self._seconds[work, 100]
            _print(Row(f"{work}: growth from 100", 1000, times, "times", 11))

    def _run(self, command: tuple[str, ...]) -> Used:
        return _best(_run(command) for _ in range(self._best_of))


def _best(runs: Iterable[Used]) -> Used:
    """The least of everything."""
    return Used(*map(min, zip(*runs, strict=True)))


def _print(row: Row) -> None:
    print(row.printed(), flush=True)


def _with_remark(text: str, number: int) -> str:
    """A file of milestones with a comment more."""
    return f"{text}# Edit {number}.\n"


def _with_title(text: str, number: int) -> str:
    """A file of milestones in which the next one to be delivered has another title.

    Lists of milestones and dates show it, so that pages across vendors are others too.
    """
    head, *items = re.split(r"(?m)^(?=  - id:)", text)
    place = next(i for i, item in enumerate(items) if "delivered_on" not in item)
    title = f"title: Edited {number} at {time.time_ns()}"
    items[place] = re.sub("title: .*", title, items[place], count=1)
    return head + "".join(items)


EDITS: Final = {"a remark added": _with_remark, "a title edited": _with_title}
"""What is done to one vendor's milestones before a command runs again."""


def _load_all(root: Path) -> Used:
    texts = [path.read_text(encoding="utf-8") for path in sorted(root.glob("vendors/*/**/*.yml"))]
    start, processor = time.perf_counter(), time.process_time()
    for text in texts:
        yaml.load(text, Loader=yaml.CSafeLoader)  # what everybody does, which is the point
    return Used(time.process_time() - processor, time.perf_counter() - start)


def _of_children() -> float:
    """The processor time of all processes that we started and waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _run(arguments: tuple[str, ...]) -> Used:
    """Run `vendorbook`; the memory is its main process's."""
    # The high-water mark of /proc begins anew with the program; rusage's is inherited from us.
    probe = (
        "import runpy, sys; sys.argv = ['vendorbook', *sys.argv[1:]];\n"
        "try: runpy.run_module('vendorbook', run_name='__main__')\n"
        "except SystemExit as stop:\n"
        "    if stop.code: raise\n"
        "finally:\n"
        "    status = open('/proc/self/status').read()\n"
        "    print('peak', status.split('VmHWM:')[1].split()[0], file=sys.stderr)\n"
    )
    start, processor = time.perf_counter(), _of_children()
    done = subprocess.run(
        (sys.executable, "-c", probe, *arguments),
        capture_output=True,
        text=True,
        check=True,
        env={k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"},
    )
    used, seconds = _of_children() - processor, time.perf_counter() - start
    peak = int(done.stderr.split("peak")[-1])
    return Used(used, seconds, peak / 1024)


def _markdown_page(root: Path, folder: Path) -> Used:
    """What one page of ordinary Markdown costs plain MkDocs, without what a site costs anyway."""
    small = _markdown_site(root, folder / "b2-small", 2)
    large = _markdown_site(root, folder / "b2-large", SAMPLE_VENDORS)
    pages = (SAMPLE_VENDORS - 2) * PAGES_OF_A_VENDOR
    return Used((large.processor - small.processor) / pages, (large.wall - small.wall) / pages)


def _markdown_site(root: Path, folder: Path, vendors: int) -> Used:
    docs = folder / "docs"
    production = produce(root, now=datetime.now(UTC))
    for group in [name for name in production.groups if name != PORTFOLIO_GROUP][:vendors]:
        for page in production.read_group(group):
            file = docs / f"{page.path.removesuffix('.html')}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(as_markdown(page.body), encoding="utf-8")
    production.close()
    return _build_plainly(folder)


def _two_pages(folder: Path) -> Used:
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "other.md").write_text("# Other\n\nWords.\n", encoding="utf-8")
    return _build_plainly(folder)


def _build_plainly(folder: Path) -> Used:
    """What `mkdocs build` takes; the folder is gone afterwards."""
    docs = folder / "docs"
    (docs / "index.md").write_text("# Home\n", encoding="utf-8")
    settings = (
        "site_name: B2\ntheme: {name: material, font: false}\nnav: [{Home: index.md}]\n"
        "plugins: [search]\nvalidation: {nav: {omitted_files: ignore}}\n"
    )
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    start, processor = time.perf_counter(), _of_children()
    subprocess.run(
        (sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(folder / "mkdocs.yml")),
        check=True,
        capture_output=True,
    )
    used = Used(_of_children() - processor, time.perf_counter() - start)
    shutil.rmtree(folder)
    return used


if __name__ == "__main__":
    main()
