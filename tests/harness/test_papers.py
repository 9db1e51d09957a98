"""The papers tell the truth: links lead somewhere, commands exist, every session says what it proves."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAPERS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("simulators/*/README.md")])


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: str(paper.relative_to(ROOT)))
def test_every_link_within_the_project_leads_to_a_file(paper: Path) -> None:
    links = re.findall(r"\]\((?!https?://)([^)#]+)", paper.read_text(encoding="utf-8"))

    assert [link for link in links if not (paper.parent / link).exists()] == []


def test_every_make_command_of_the_papers_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    texts = "\n".join(paper.read_text(encoding="utf-8") for paper in PAPERS)
    told = set(re.findall(r"(?:`|\n)make ([a-z]+)", texts))

    assert told - targets == set()
    assert {"demo", "test", "serve"} <= told


def test_every_python_module_the_papers_start_exists() -> None:
    told = {
        module
        for paper in PAPERS
        for module in re.findall(r"python -m ([\w.]+)", paper.read_text(encoding="utf-8"))
    }
    missing = [name for name in told if not (ROOT / name.replace(".", "/") / "__main__.py").exists()]

    assert (missing, "service" in told) == ([], True)


def test_every_session_says_in_one_line_what_it_proves() -> None:
    text = (ROOT / "noxfile.py").read_text(encoding="utf-8")
    session = r"@nox\.session[^\n]*\n(?:@[^\n]*\n)*def (\w+)[^\n]*\n"
    sessions = re.findall(session + r"    (\"\"\"[^\"]+\.\"\"\"\n)?", text)

    assert len(sessions) >= 10
    assert [name for name, told in sessions if not told] == []
