"""Installs the npm packages that others are measured with, once, at pinned versions."""

import json
import shutil
import subprocess
from pathlib import Path

FOLDER = Path("reports/bench/npm")
SECONDS = 600
VERSIONS = {
    "wiremock": "3.13.2",
    "@stoplight/prism-cli": "5.14.2",  # 5.16 wants Node 24.18
    "@mockoon/cli": "9.9.0",
    "specmatic": "2.55.1",
    "mockserver-node": "8.0.0",
    "autocannon": "8.0.0",
}


def missing_programs() -> list[str]:
    """What the others need and this machine has not."""
    return [name for name in ("node", "npm", "java") if shutil.which(name) is None]


def install(names: list[str], folder: Path = FOLDER) -> Path:
    """Where the packages are, installed unless they are there in these versions.

    Raises:
        OSError: npm failed; the message holds its last words.
    """
    modules = folder.resolve() / "node_modules"
    wanted = [f"{name}@{VERSIONS[name]}" for name in names if _version(modules / name) != VERSIONS[name]]
    if not wanted:
        return modules
    print(f"installing {', '.join(wanted)} into {folder}; a minute or two", flush=True)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text('{"private": true}', encoding="utf-8")
    command = ["npm", "install", "--no-audit", "--no-fund", "--no-save", *wanted]
    ran = subprocess.run(  # noqa: S603 - packages named above, at pinned versions
        command, cwd=folder, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    if ran.returncode:
        raise OSError(f"npm could not install {', '.join(wanted)}: {ran.stderr.strip()[-500:]}")
    return modules


def _version(package: Path) -> str | None:
    try:
        held: str = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    except (OSError, ValueError, KeyError):
        return None
    return held
