"""`python -m tests.report`: makes reports/index.html of what the last run left under reports/."""

import sys
from pathlib import Path

from tests.report.draw import draw
from tests.report.gather import gather
from tests.report.page import page

REPORTS = Path("reports")


def main(reports: Path = REPORTS, noxfile: Path = Path("noxfile.py")) -> int:
    """Write the page and tell where it is; exit code 0, or 1 when nothing was run yet."""
    if not reports.is_dir():
        print(
            f"there is no {reports}/ to report of; run make test or a session of nox first", file=sys.stderr
        )
        return 1
    made = reports / "index.html"
    made.write_text(draw(page(gather(reports, noxfile))), encoding="utf-8")
    print(f"report: {made.resolve().as_uri()}", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
