"""What QA runs. `nox` runs everything below that is on by default; `nox -l` is the table of contents."""

import os
import random
import re
import shutil
from pathlib import Path

import nox
from nox.command import CommandFailed

PYTHONS = ["3.11", "3.12", "3.13"]
ROOMS = ["service", "simulators", "contracts", "harness"]
SEED = os.environ.get("SEED") or str(random.getrandbits(32))  # `SEED=7 nox` repeats a run
COUNTED = ["tests/service", "tests/simulators", "tests/contracts", "tests/properties", "-k", "not browser"]

nox.needs_version = ">=2026.10"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_venv = "yes"
nox.options.download_python = "never"
nox.options.error_on_missing_interpreters = False  # a Python that is not there is skipped, and said
os.environ.setdefault("UV_PYTHON_DOWNLOADS", "never")


@nox.session
def lint(session: nox.Session) -> None:
    """The code is formatted and free of the known mistakes."""
    _install(session)
    session.run("ruff", "format", "--check", ".")
    session.run("ruff", "check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """The types fit, strictly."""
    _install(session)
    session.run("mypy")


@nox.session
def imports(session: nox.Session) -> None:
    """Nobody imports through a wall (.importlinter)."""
    _install(session)
    session.run("lint-imports")


@nox.session(python=PYTHONS)
@nox.parametrize("room", ROOMS, ids=ROOMS)
def tests(session: nox.Session, room: str) -> None:
    """Each room keeps its promises by itself, on every supported Python."""
    _install(session)
    _pytest(session, f"tests/{room}")


@nox.session
def contracts(session: nox.Session) -> None:
    """The programs keep the contracts: schemathesis, every check."""
    _install(session)
    _pytest(session, "tests/conformance")


@nox.session(default=False)
def fuzz(session: nox.Session) -> None:
    """Schemathesis by command line on the running programs: reports/schemathesis; `-- --max-examples 100`."""
    _install(session)
    session.run("python", "-m", "tests.fuzz", *session.posargs)


@nox.session(default=False)
def certainty(session: nox.Session) -> None:
    """Write docs/certainty.md anew: how sure the contracts are, and what the service relies on."""
    _install(session)
    session.run("python", "-m", "tests.certainty")


@nox.session(default=False)
def breaking(session: nox.Session) -> None:
    """What the contracts take from those who rely on the released ones; `-- --release` releases them."""
    _install(session)
    session.run("python", "-m", "contracts.breaking", *session.posargs)


@nox.session
def properties(session: nox.Session) -> None:
    """Whoever the client is and whatever happens, the block obeys the rules: Hypothesis against an oracle."""
    _install(session)
    _pytest(session, "tests/properties", "tests/machine", "tests/interface")


@nox.session(default=False)
def replay(session: nox.Session) -> None:
    """Play a script that failed on the running programs: `-- FILE`, and `--headed --slowmo 500` to watch."""
    _install(session)
    session.run("python", "-m", "tests.machine", *session.posargs)


@nox.session
def e2e(session: nox.Session) -> None:
    """The article word for word; every ticket, shell, language, link; `-- --headed --slowmo 500` to watch."""
    _install(session)
    _pytest(session, "tests/e2e")


@nox.session
def look(session: nox.Session) -> None:
    """Every state of the block in a browser: axe, overflow, the host's styles, keyboard, hostile texts."""
    _install(session)
    _pytest(session, "tests/gallery")


@nox.session
def base(session: nox.Session) -> None:
    """The service installs and starts with its own dependencies alone."""
    _install(session, "service")
    session.install("--no-deps", "--reinstall-package=usedesk-retailcrm-block", ".")
    session.run("python", "-I", "tests/base.py")


@nox.session(name="contract-coverage")
def contract_coverage(session: nox.Session) -> None:
    """Every operation and status of the contracts was exercised by the tests: reports/contract."""
    _install(session)
    session.run("python", "-m", "tests.contract_coverage")


@nox.session(default=False)
def report(session: nox.Session) -> None:
    """Make one page of what the last run left under reports/: reports/index.html."""
    _install(session)
    session.run("python", "-m", "tests.report")


@nox.session(default=False)
def coverage(session: nox.Session) -> None:
    """How much of the code, by line and branch, the tests without a browser run: reports/coverage."""
    _install(session)
    # Programs that tests start are not counted: Coverage.py holds a lock in which a signal can hang them.
    session.run("pytest", *COUNTED, "--numprocesses=2", "--cov", "--cov-report=html", "--cov-report=term")


@nox.session(default=False)
def drift(session: nox.Session) -> None:
    """Hold a real account against the contract, read-only: `-- --url https://company.retailcrm.ru`."""
    _install(session)
    session.run("python", "-m", "simulators.retailcrm_mock.drift", *session.posargs)


@nox.session(default=False)
def interface(session: nox.Session) -> None:
    """Fakes keep the promises of the real thing; `-- --url https://company.retailcrm.ru` asks one account."""
    _install(session)
    session.run("python", "-m", "tests.interface", *session.posargs)


@nox.session(default=False)
def demo(session: nox.Session) -> None:
    """Start all three programs with scenarios to look at; Ctrl-C ends them."""
    _install(session, "demo")
    session.run("python", "-m", "simulators.demo")


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """What simulators and service cost and bear; `-- service` measures one, `-- --help` tells more."""
    _install(session)
    session.run("python", "-m", "tests.bench", *session.posargs)


@nox.session(name="bench-block", default=False)
def bench_block(session: nox.Session) -> None:
    """What a block of 20 orders costs to render, beside one flat template of the same size."""
    _install(session)
    session.run("python", "-m", "tests.bench.block")


@nox.session(default=False)
def resilience(session: nox.Session) -> None:
    """The service holds: every fault and dialect, 10,000 requests, Redis killed, clients stalled, SIGTERM."""
    _install(session)
    # One after the other, each told as it ends: what is measured must not be disturbed.
    told = ["--verbose", "-p", "no:randomly", "--show-capture=no", "--durations=5", _junit(session)]
    session.run("pytest", "tests/resilience", *told, *session.posargs)


@nox.session(default=False)
def fidelity(session: nox.Session) -> None:
    """How many checks of schemathesis each mock of our contract fails: ours none."""
    _install(session)
    session.run("python", "-m", "tests.fidelity", *session.posargs)


@nox.session(default=False)
def mutation(session: nox.Session) -> None:
    """Tests notice 90 % of the changes made to core and the simulator's searches; `-- MODULE` tries one."""
    _install(session)
    session.run("python", "-m", "tests.mutation", *session.posargs)


@nox.session(default=False)
def gallery(session: nox.Session) -> None:
    """Draw every state of the block, in every language, into one page to look at: reports/gallery."""
    _install(session)
    session.run("python", "-m", "tests.gallery", *session.posargs)


@nox.session(default=False)
def pictures(session: nox.Session) -> None:
    """Take the pictures of the docs anew, from the running demo."""
    _install(session)
    session.run("python", "-m", "tests.pictures")


@nox.session(default=False)
def lock(session: nox.Session) -> None:
    """Write requirements/*.lock anew from pyproject.toml; `-- --upgrade` takes newer versions."""
    session.install("uv")
    layers = {"service": [], "demo": ["--extra=simulators"], "dev": ["--all-extras"]}
    below: list[str] = []
    for name, extras in layers.items():
        target = f"requirements/{name}.lock"
        session.run(
            *["uv", "pip", "compile", "--quiet", "--universal", "--python-version=3.11", "--generate-hashes"],
            *[
                "--no-header",
                "--no-annotate",
                # To pip, `coverage[toml]` is not the `coverage` that is pinned: it wants the newest.
                "--no-strip-extras",
                "pyproject.toml",
                "-o",
                target,
                *extras,
                *below,
                *session.posargs,
            ],
        )
        below = ["-c", target]


def _install(session: nox.Session, lock: str = "dev") -> None:
    session.install("--require-hashes", "-r", f"requirements/{lock}.lock")


def _pytest(session: nox.Session, *arguments: str) -> None:
    seeds = [f"--randomly-seed={SEED}", f"--hypothesis-seed={SEED}"]
    report, pictures = _junit(session), f"--output=reports/browser/{_slug(session)}"
    told, recorded = ["--numprocesses=2", report, pictures], _recording(_slug(session))
    Path("reports/seed").write_text(SEED, encoding="utf-8")  # the report says how to repeat what it tells
    try:
        session.run("pytest", *arguments, *seeds, *told, *session.posargs, env=recorded)
    except CommandFailed:
        # Recording every test would cost half as much time again: what failed is run once more, with traces.
        # Exit code 1: it failed again; 5: nothing but the start had failed.
        again = ["--last-failed", "--last-failed-no-failures=none", "--maxfail=10", "--record"]
        report = report.removesuffix(".xml") + ".again.xml"
        options = [*seeds, *again, report, pictures, *session.posargs]
        session.run("pytest", *arguments, *options, success_codes=[0, 1, 5])
        raise


def _junit(session: nox.Session) -> str:
    """The option that has pytest leave its report; the suite's last word (tests/summary.py) waits for it."""
    junit = Path("reports/junit")
    junit.mkdir(parents=True, exist_ok=True)
    (junit / f"{_slug(session)}.begun").write_text(session.name, encoding="utf-8")
    return f"--junitxml={junit / _slug(session)}.xml"


def _slug(session: nox.Session) -> str:
    return re.sub(r"[^\w.-]+", "-", session.name).strip("-")


def _recording(name: str) -> dict[str, str]:
    """The environment in which tests and their programs record what they see of the contracts."""
    seen = Path("reports/contract/seen", name)
    shutil.rmtree(seen, ignore_errors=True)
    return {"CONTRACT_SEEN": str(seen)}  # session contract-coverage reads it
