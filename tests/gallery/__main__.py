"""`make gallery`: draws all samples in all languages into one page for people, reports/gallery/index.html."""

import argparse
import json
import shutil
import sys
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

from service.core.language import LANGUAGES
from simulators.kit.progress import Progress
from tests.gallery import aria, shells
from tests.gallery.drawn import draw
from tests.gallery.samples import samples

FOLDER = Path("reports/gallery")


def make(folder: Path) -> Path:
    """Write the gallery anew; returns its page. Nothing in it needs a server."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in _files():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return folder / "index.html"


def _files() -> Iterator[tuple[str, bytes]]:
    desk = shells.desk()
    yield from desk.files.items()
    for part in resources.files("tests.gallery").joinpath("page").iterdir():
        yield part.name, part.read_bytes()
    yield "data/contents.js", _script("contents", _contents(desk))
    progress = Progress("drawing blocks", len(samples()) * len(LANGUAGES))
    for place, lang in enumerate(LANGUAGES):
        yield f"data/{lang}.js", _script(lang, dict(_drawn(lang, progress, place * len(samples()))))


def _contents(desk: shells.Desk) -> dict[str, Any]:
    listed = [
        {"slug": one.slug, "name": one.name, "outcome": one.decision.outcome.value} for one in samples()
    ]
    pages = {shell: desk.page(shell) for shell in shells.SHELLS}
    return {
        "samples": listed,
        "pages": pages,
        "place": shells.PLACE,
        "languages": LANGUAGES,
        "widths": shells.WIDTHS,
    }


def _drawn(lang: str, progress: Progress, before: int) -> Iterator[tuple[str, str]]:
    for place, one in enumerate(samples(), before + 1):
        yield one.slug, draw(one, lang)
        progress.reached(place)


def _script(name: str, data: object) -> bytes:
    """Data as a script: a page opened from a file may load scripts and nothing else."""
    return f"gallery.take({json.dumps(name)}, {json.dumps(data, ensure_ascii=False)});\n".encode()


def main(arguments: list[str]) -> int:
    """Exit code 0."""
    parser = argparse.ArgumentParser("tests.gallery", description=__doc__)
    parser.add_argument("--snapshots", action="store_true", help="write tests/gallery/aria anew instead")
    if parser.parse_args(arguments).snapshots:
        aria.write()
        return 0
    page = make(FOLDER)
    print(f"{len(samples())} samples in {len(LANGUAGES)} languages: {page.resolve().as_uri()}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
