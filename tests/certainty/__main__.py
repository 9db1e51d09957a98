"""Write docs/certainty.md anew."""

from pathlib import Path

from contracts.certainty import page
from tests.certainty.relied import relied

PAGE = Path(__file__).parents[2] / "docs" / "certainty.md"

if __name__ == "__main__":
    PAGE.write_text(page({"retailcrm": relied()}), encoding="utf-8")
