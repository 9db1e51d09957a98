"""Writes down what a visit saw, for reports/index.html."""

from pathlib import Path

from simulators.demo.records import Scenario
from tests.e2e.visit import Visit
from tests.report.evidence import Evidence, Opened, View, write


def leave(visit: Visit, scenario: Scenario, place: int, test: str, folder: Path) -> None:
    """Write the evidence of the scenario in this place into a folder, its pictures beside it."""
    name = f"{place + 1:02}-{_slug(scenario.subject)}"
    folder.mkdir(parents=True, exist_ok=True)
    for look in visit.looks:
        (folder / _picture(name, look.shell)).write_bytes(look.picture)
    views = [
        View(look.shell, look.lang, look.of(look.lang).outcome, _picture(name, look.shell))
        for look in visit.looks
    ]
    opened = [
        Opened(link.text, link.href, page.status, page.heading) for link, page in visit.landings.items()
    ]
    elsewhere = [Opened(link.text, link.href) for link in visit.outside]
    evidence = Evidence(
        scenario.subject,
        test,
        scenario.ticket["channel"],
        tuple(views),
        visit.asked,
        tuple(visit.crm),
        tuple(visit.axe),
        (*opened, *elsewhere),
    )
    write(evidence, folder, name)


def _picture(name: str, shell: str) -> str:
    return f"{name}.{shell}.png"


def _slug(subject: str) -> str:
    kept = "".join(sign if sign.isalnum() else " " for sign in subject.casefold())
    return "-".join(kept.split())
