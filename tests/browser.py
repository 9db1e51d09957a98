"""Finds the browser the tests drive; as a program (`python -m tests.browser`), makes sure there is one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

# Chromium without windows takes a third less of the processor for the same tests.
WINDOWLESS = ("chromium-headless-shell",)
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# Fonts for Latin and Cyrillic, and what Playwright's own Node needs of a bare Debian.
BESIDE = ("fonts-dejavu-core", "libatomic1")
REMEDY = (
    "The browser tests need Chromium and Playwright's driver, and one of them does not run here. "
    f"As root, run: apt-get install chromium {' '.join(BESIDE)}    and then the same command again."
)
APT = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *BESIDE]
FOLDER = "PLAYWRIGHT_BROWSERS_PATH"
ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def find(*, headed: bool = False) -> str | None:
    """The path of an installed Chromium: the one named in CHROMIUM, the system's, or Playwright's own.

    `headed` wants one that can open a window.
    """
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    names = NAMES if headed else WINDOWLESS + NAMES
    return next(filter(None, map(shutil.which, names)), None) or _playwrights_own()


def arguments() -> list[str]:
    """What Chromium is started with; root needs it without its sandbox."""
    return [*ARGUMENTS, "--no-sandbox"] if os.geteuid() == 0 else ARGUMENTS


def folder() -> Path:
    """Where Playwright keeps the browsers that it installs."""
    return Path(os.environ.get(FOLDER, Path.home() / ".cache" / "ms-playwright"))


def _playwrights_own() -> str | None:
    found = sorted(folder().glob("chromium-*/chrome-linux*/chrome"))
    return str(found[-1]) if found else None


def _install_from_debian() -> bool:
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    print("== Installing Chromium from Debian's packages, a minute or two", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # A mirror that is not quite new has Chromium with windows only.
    return _runs(["apt-get", "update", "-qq"], quiet) and (
        _runs([*APT, *WINDOWLESS], quiet) or _runs([*APT, "chromium"], quiet)
    )


def _install_playwrights_own() -> bool:
    print("== Asking Playwright for its own Chromium", flush=True)
    return _runs([sys.executable, "-m", "playwright", "install", "chromium"], dict(os.environ))


def _runs(command: list[str], environment: dict[str, str]) -> bool:
    silence = subprocess.DEVNULL
    done = subprocess.run(command, env=environment, stdout=silence, stderr=silence, check=False)  # noqa: S603 - ours
    return done.returncode == 0


def _ready() -> bool:
    """Whether a browser is there, and both it and Playwright's driver start."""
    path = find()
    if path is None:
        return False
    started = [path, *arguments(), "--version"], [sys.executable, "-m", "playwright", "--version"]
    return all(_runs(command, dict(os.environ)) for command in started)


def main() -> int:
    """Exit code 0 when there is a browser to drive, installed if need be; else 1 and the remedy."""
    if _ready() or (_install_from_debian() and _ready()) or (_install_playwrights_own() and _ready()):
        print(f"== Browser: {find()}", flush=True)
        return 0
    print(REMEDY, file=sys.stderr)
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
