"""How long somebody waits, with `vendorbook serve` running, until an edit is on the page.

A portfolio is served, one file is edited a few times, and the clock runs from each edit until the
page answers with it. The server looks for changes every second and waits until they are over, so
half a second of it is patience.
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from benchmarks.synthetic import write_portfolio

LONGEST = 300


def main() -> None:
    """Measure and print the seconds of each edit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=300, help="how many vendors")
    parser.add_argument("--edits", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="vendorbook-bench-") as name:
        root = Path(name)
        write_portfolio(root, arguments.size)
        address = f"127.0.0.1:{_free_port()}"
        server = subprocess.Popen(
            (sys.executable, "-m", "vendorbook", "-C", name, "serve", "--address", address),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={key: value for key, value in os.environ.items() if key != "CI"},
        )
        try:
            file = sorted(root.glob("vendors/*/vendor.yml"))[0]
            url = f"http://{address}/vendors/{file.parent.name}/"
            print(f"first answer: {_seconds_until(url, ''):.1f} s, {arguments.size} vendors")
            for number in range(arguments.edits):
                name_now = f"Edited {number}"
                text = file.read_text(encoding="utf-8").split("\n")
                lines = [f"name: {name_now}" if each[:6] == "name: " else each for each in text]
                file.write_text("\n".join(lines), encoding="utf-8")
                print(f"edit {number + 1} on the page: {_seconds_until(url, name_now):.1f} s")
        finally:
            server.terminate()
            server.wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _seconds_until(url: str, words: str) -> float:
    start = time.perf_counter()
    while time.perf_counter() - start < LONGEST:
        try:
            with urllib.request.urlopen(url, timeout=LONGEST) as answer:
                if words in answer.read().decode():
                    return time.perf_counter() - start
        except OSError:
            pass
        time.sleep(0.05)
    raise SystemExit(f"{url} does not show '{words}' after {LONGEST} s")


if __name__ == "__main__":
    main()
