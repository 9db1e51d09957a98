"""HTML: a page where JSON was due, as a proxy or a login form answers."""

from simulators.kit.faults.answer import Answer, Kind
from simulators.kit.faults.settings import Settings

PAGE = (
    "<html>\r\n<head><title>{0}</title></head>\r\n<body><center><h1>{0}</h1></center></body>\r\n</html>\r\n"
)


def read(settings: Settings) -> Kind:
    """`status`, 200 to 599; 200 unless said."""
    status = settings.whole("status", 200, 599, 200)
    page = Answer(status, "text/html", PAGE.format(f"{status} nginx").encode())
    return Kind(lambda _answer, _chance, _now: page, instead=True)
