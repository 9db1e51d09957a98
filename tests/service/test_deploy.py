"""What is written for Docker and systemd fits the service as it is."""

import fnmatch
import json
import re
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml

from service.settings import Settings
from tests.service.programs import COMMAND, ROOT, serving

DEPLOY = ROOT / "deploy"
DOCKERFILE = (DEPLOY / "docker" / "Dockerfile").read_text(encoding="utf-8")
STEPS = [
    (word, " ".join(rest.split()))
    for word, rest in re.findall(r"^([A-Z]+) (.*)$", DOCKERFILE.replace("\\\n", ""), re.MULTILINE)
]
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "docker" / "compose.yaml").read_text(encoding="utf-8"))
FILES = [path for path in DEPLOY.rglob("*") if path.is_file()]


def _copied() -> list[tuple[str, str]]:
    """Return what is copied from the project, and where to."""
    copies = [rest.split() for word, rest in STEPS if word == "COPY" and "--from" not in rest]
    return [(source, target) for *sources, target in copies for source in sources]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_setting_that_is_named_exists(file: Path) -> None:
    known = {f"BLOCK_{field.name.upper()}" for field in fields(Settings)}
    named = set(re.findall(r"\bBLOCK_[A-Z_]*[A-Z]", file.read_text(encoding="utf-8")))
    assert named - known == set()


def test_the_settings_of_the_compose_file_can_be_used_together() -> None:
    block = COMPOSE["services"]["block"]
    image = dict(re.findall(r"\b(BLOCK_\w+)=(\S+)", DOCKERFILE))
    assert Settings.from_environ(image | block["environment"]).workers == 2
    redis = re.fullmatch(r"redis://(\w+):6379/0", block["environment"]["BLOCK_REDIS_URL"])
    assert redis
    assert redis[1] in block["depends_on"]
    assert set(block["networks"]) & set(COMPOSE["services"][redis[1]]["networks"]) == {"inside"}


def test_the_compose_file_builds_the_dockerfile_with_the_project_around_it() -> None:
    build = COMPOSE["services"]["block"]["build"]
    context = (DEPLOY / "docker" / build["context"]).resolve()
    assert context == ROOT
    assert (context / build["dockerfile"]).read_text(encoding="utf-8") == DOCKERFILE


def test_what_is_copied_exists_and_is_not_ignored() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    patterns = [line for line in lines if line and not line.startswith("#")]
    for source, _ in _copied():
        assert (ROOT / source).exists()
        hits = [each for each in patterns if fnmatch.fnmatch(source, each.removeprefix("!"))]
        assert hits[-1].startswith("!")


def test_packages_come_by_their_hashes_and_nothing_else_is_fetched() -> None:
    runs = [rest for word, rest in STEPS if word == "RUN"]
    fetching = [run for run in runs if re.search(r"pip|curl|wget|apt|https?://", run)]
    assert [run for run in fetching if "--require-hashes -r /tmp/service.lock" not in run] == []
    lock = (ROOT / "requirements" / "service.lock").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", lock.strip())
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_image_runs_as_nobody_in_particular() -> None:
    assert [rest for word, rest in STEPS if word == "USER"] == ["10001:10001"]


def test_what_is_copied_is_enough_to_serve_and_to_be_found_healthy(tmp_path: Path) -> None:
    for source, target in _copied():
        if not target.startswith("/"):
            shutil.copytree(ROOT / source, tmp_path / target)
    (check,) = [rest.partition("CMD ")[2] for word, rest in STEPS if word == "HEALTHCHECK"]
    python, *rest = json.loads(check)
    assert python == "python"
    with serving(tmp_path) as (program, origin):
        healthy = [sys.executable, *(part.replace("http://127.0.0.1:8000", origin) for part in rest)]
        assert subprocess.run(healthy, check=False).returncode == 0  # noqa: S603 - the Dockerfile's own
        program.terminate()
        program.wait(20)
        gone = subprocess.run(healthy, check=False, capture_output=True)  # noqa: S603 - the same
        assert gone.returncode == 1


def test_the_image_starts_the_service_and_takes_its_commands() -> None:
    (entry,) = [json.loads(rest) for word, rest in STEPS if word == "ENTRYPOINT"]
    assert entry == ["python", *COMMAND[1:]]
