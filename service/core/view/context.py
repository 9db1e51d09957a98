"""What every part of a view needs to know."""

from dataclasses import dataclass
from datetime import date, datetime, time
from urllib.parse import urlencode

from service.core import sentences, wishes
from service.core.language import Language
from service.core.model import Account, Contact, Part, Preferences, References, Ticket
from service.core.sheet import Sheet
from service.core.view.parts import Link

_NEAR = {-1: sentences.YESTERDAY, 0: sentences.TODAY, 1: sentences.TOMORROW}


@dataclass(frozen=True, slots=True)
class Context:
    """One block's language, account, names, ticket and sheet."""

    language: Language
    account: Account
    references: References
    ticket: Ticket
    sheet: Sheet

    @property
    def contact(self) -> Contact:
        """What was searched by."""
        return self.ticket.contact

    @property
    def preferences(self) -> Preferences:
        """How the block is to look."""
        return self.ticket.preferences

    def shows(self, part: Part) -> bool:
        """Tell whether the administrator wants a part."""
        return part in self.preferences.parts

    def when(self, moment: datetime) -> str:
        """Write when something happened: today and yesterday with the hour, other days as dates."""
        near = self._near(moment.date())
        if near and moment.time() != time():
            return f"{near}, {self.language.hour(moment.time())}"
        return near or self._date(moment.date())

    def day(self, day: date) -> str:
        """Write a day that may be ahead."""
        return self._near(day) or self._date(day)

    def _date(self, day: date) -> str:
        return self.language.date(day, with_year=day.year != self.sheet.today.year)

    def _near(self, day: date) -> str:
        """Say today and its neighbours by name; without the zone of the CRM's clocks nobody can."""
        word = _NEAR.get((day - self.sheet.today).days) if self.preferences.time_zone else None
        return self.language.say(word) if word else ""

    def link(self, text: str, path: str, **query: str) -> Link:
        """Lead to a page of the account."""
        address = f"{self.account.origin}{path}{'?' if query else ''}{urlencode(query)}"
        return Link(text, address, self.language.say("%(text)s, opens in a new tab", text=text))

    def tracking(self, number: str) -> Link | None:
        """Lead to the carrier's page of a parcel, where the administrator said which that is."""
        template = self.preferences.tracking
        if not template:
            return None
        label = self.language.say("Tracking number %(number)s, opens in a new tab", number=number)
        return Link(number, wishes.tracked(template, number), label)
