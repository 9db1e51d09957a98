"""A place for inner runs of pytest that find the plugins of this project by their entry points."""

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# What the inner tests don't use; loading it would take most of each run's time.
UNUSED = ("schemathesis", "playwright", "randomly", "hypothesispytest", "pytest_cov", "faker", "anyio")
WITHOUT = " ".join(f"-p no:{plugin}" for plugin in UNUSED)


@pytest.fixture
def installed(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A place for inner tests, where the project is found as if it were installed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    told = [f"{name} = {module}" for name, module in project["entry-points"]["pytest11"].items()]
    metadata = pytester.path / "site" / f"{project['name'].replace('-', '_')}-0.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: 0\n")
    (metadata / "entry_points.txt").write_text("\n".join(["[pytest11]", *told]))
    monkeypatch.setenv("PYTHONPATH", f"{metadata.parent}:{ROOT}")
    monkeypatch.setenv("PYTEST_ADDOPTS", WITHOUT)
    for simulator in ("RETAILCRM", "USEDESK"):
        monkeypatch.delenv(f"{simulator}_SIMULATOR_URL", raising=False)
    return pytester
