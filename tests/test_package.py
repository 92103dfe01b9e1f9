"""What is installed: a wheel that works alone, and an editable install."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.playbooks import write_playbook

REPOSITORY = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", target, REPOSITORY],
        check=True,
        capture_output=True,
    )
    return next(target.glob("*.whl"))


def test_a_wheel_holds_schemas_templates_and_assets(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for schema in (REPOSITORY / "schemas").glob("*.json"):
        assert f"vendorbook/data/schemas/{schema.name}" in names
    for schema in (REPOSITORY / "schemas/api/v1").glob("*.json"):
        assert f"vendorbook/data/schemas/api/v1/{schema.name}" in names
    for folder, pattern in (("pages/templates", "*.html"), ("assets", "*")):
        package = REPOSITORY / "generator/vendorbook"
        for file in filter(Path.is_file, (package / folder).rglob(pattern)):
            assert f"vendorbook/{file.relative_to(package).as_posix()}" in names
    assert "vendorbook/py.typed" in names


def test_a_wheel_holds_what_a_new_playbook_begins_with(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    patterns = (
        "content/**/*.md",
        "calendars/*.yml",
        "mkdocs.yml",
        ".vscode/*.json",
        ".github/workflows/vendorbook-*.yml",
        "ci/gitlab/*.yml",
    )
    for pattern in patterns:
        files = [file.relative_to(REPOSITORY).as_posix() for file in REPOSITORY.glob(pattern)]
        assert files
        assert [file for file in files if f"vendorbook/data/{file}" not in names] == []
    assert "vendorbook/data/.github/workflows/test.yml" not in names


def test_a_wheel_works_alone_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=True)
    python = environment / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--no-deps", wheel], check=True)
    # Its dependencies are taken from this environment, which spares installing them once more.
    site = next((environment / "lib").glob("python*/site-packages"))
    (site / "dependencies.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    book = write_playbook(tmp_path / "book", {"acme": {"milestones": "milestones: [{}]\n"}})
    (book / "mkdocs.yml").write_text(
        "site_name: X\ndocs_dir: content\ntheme: {name: material, font: false}\n"
        "plugins: [search, vendorbook]\nnav: [{Home: index.md}]\n"
    )
    (book / "content").mkdir()

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [environment / "bin" / "vendorbook", *arguments],
            cwd=book,
            capture_output=True,
            text=True,
            check=False,
            env={"PATH": "/usr/bin:/bin"},
        )

    assert run("--version").stdout.startswith("vendorbook, version ")
    where = subprocess.run(
        [python, "-c", "import vendorbook; print(vendorbook.__file__)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=book,
        env={"PATH": "/usr/bin:/bin"},
    )
    assert str(environment) in where.stdout
    broken = run("validate")
    assert broken.returncode == 1
    assert "'title' is missing from a milestone" in broken.stdout
    (book / "vendors/acme/milestones.yml").unlink()
    assert run("validate").returncode == 0
    built = run("build", "--strict")
    assert built.returncode == 0, built.stderr
    assert (book / "site/vendors/acme/index.html").is_file()
    assert (book / "site/assets/vendorbook/vendorbook.css").is_file()
    begun = run("init", "own")
    assert begun.returncode == 0, begun.stderr
    assert run("-C", "own", "validate").stdout == "No findings in 1 vendor.\n"
    built = run("-C", "own", "build", "--strict")
    assert built.returncode == 0, built.stderr
    assert (book / "own/site/vendors/sample-vendor/index.html").is_file()
    assert (book / "own/site/playbook/index.html").is_file()


def test_the_editable_install_finds_the_repository_s_schemas() -> None:
    from vendorbook.schemas import schemas_folder  # noqa: PLC0415

    assert schemas_folder() == REPOSITORY / "schemas"


def test_constraints_name_versions_and_no_addresses() -> None:
    lines = (REPOSITORY / "constraints.txt").read_text().splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert len(pins) > 30
    assert all("==" in line and "/" not in line and "@" not in line for line in pins)
