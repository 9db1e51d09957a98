"""`nox -s bench-block`: what 20 orders cost to render, beside one flat template of the same size."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from service.core.language import LANGUAGES, language
from service.core.model import Customer
from tests.bench.tables import markdown
from tests.gallery.builders import ACCOUNT, REFERENCES, Sample
from tests.gallery.drawn import draw
from tests.gallery.samples import named

REPORT = Path("reports/bench/block.md")
ROUNDS, RENDERS = 41, 5
ALIKE = 0.15
"""By how much the two outputs may differ in size."""

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_PAIRS = dict.fromkeys(
    ("new", "approval", "assembling", "delivery", "complete", "cancel"), "background:#e1effa;color:#0b4a7a"
)


class BenchError(Exception):
    """The two cannot be compared."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one language's block costs; times in seconds of CPU, sizes in bytes."""

    lang: str
    size: int
    flat_size: int
    ours: float
    flat: float
    ratio: float


def measure(lang: str) -> Cost:
    """Render by turns; each round is compared with itself, and the median counts.

    Raises:
        BenchError: the flat template's output is not of the block's size.
    """
    shown = named("orders-20")
    ours, flat = partial(draw, shown, lang), _flat(shown, lang)
    size, flat_size = len(ours().encode()), len(flat().encode())
    if abs(flat_size / size - 1) > ALIKE:
        raise BenchError(
            f"the block has {size} bytes and the flat template {flat_size}; make tests/bench/flat.html alike"
        )
    rounds = [(_cpu(ours), _cpu(flat)) for _ in range(ROUNDS)]
    ratio = median(mine / other for mine, other in rounds)
    return Cost(
        lang, size, flat_size, median(one for one, _ in rounds), median(one for _, one in rounds), ratio
    )


def _flat(shown: Sample, lang: str) -> Callable[[], str]:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = environment.get_template("flat.html")
    found = _STYLE.search(draw(shown, lang))
    person = shown.decision.person
    if found is None or person is None:
        raise BenchError("the block has no style or no person any more")
    who: Customer = person.customer
    values = {
        "words": language(lang),
        "style": found[1],
        "who": who,
        "orders": person.orders,
        "names": REFERENCES,
        "origin": ACCOUNT.origin,
        "pairs": _PAIRS,
        "tab": language(lang).say("%(text)s, opens in a new tab", text="").strip(", "),
    }
    return partial(template.render, values)


def _cpu(render: Callable[[], str]) -> float:
    begun = time.process_time()
    for _ in range(RENDERS):
        render()
    return (time.process_time() - begun) / RENDERS


def _rows(costs: list[Cost]) -> Iterator[tuple[str, ...]]:
    for one in costs:
        yield (
            one.lang,
            f"{one.ratio:.2f}",
            f"{one.ours * 1e3:.2f}",
            f"{one.flat * 1e3:.2f}",
            f"{one.size / 1e3:.1f}",
            f"{one.flat_size / 1e3:.1f}",
        )


def main() -> int:
    """Print the table and write it to reports/bench; exit code 0."""
    head = ("Language", "CPU ÷ flat's", "Block, ms", "Flat, ms", "Block, kB", "Flat, kB")
    table = markdown(head, _rows([measure(lang) for lang in LANGUAGES]))
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text(table + "\n", encoding="utf-8")
    print(f"{table}\nwritten to {REPORT}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
