"""Lets a simulator's pages speak the reader's language.

In templates `{{ _("…") }}`, `{{ ngettext("…", "…", number) }}` and `{% trans %}`, and the filters `tell`
(of a `Text`), `say` (of a message marked elsewhere), `moment` and `number`; in views `say("…")`.
`?lang=ru` chooses, a cookie remembers, else the browser's wish counts.
"""

from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, current_app, g, request

from simulators.kit.language import LANGUAGES, SOURCE, Catalogues, Language, choose

_KEY = "languages"
_A_YEAR = 31_536_000


def install(app: Flask, package: str) -> None:
    """Teach the app the catalogues of the package, whose name becomes that of the cookie."""
    app.extensions[_KEY] = Catalogues(package)
    cookie = f"{package.rpartition('.')[2]}_lang"

    @app.before_request
    def choose_language() -> None:
        g.language_code = _chosen(cookie)

    @app.after_request
    def remember(answer: Response) -> Response:
        if choose(request.args.get("lang", "")):
            answer.set_cookie(cookie, current().code, max_age=_A_YEAR, httponly=True, samesite="Lax")
        return answer

    _equip(app.jinja_env)


def current() -> Language:
    """The language of this request."""
    catalogues: Catalogues = current_app.extensions[_KEY]
    return catalogues.language(g.get("language_code", SOURCE))


def say(message: str, **values: str | int | float) -> str:
    """Translate a message for this request and fill in its `%(name)s` places."""
    return current().say(message, **values)


def _chosen(cookie: str) -> str:
    asked = (
        request.args.get("lang", ""),
        request.cookies.get(cookie, ""),
        *request.accept_languages.values(),
    )
    return next(filter(None, map(choose, asked)), SOURCE)


def _equip(environment: Any) -> None:
    environment.policies["ext.i18n.trimmed"] = True
    environment.add_extension("jinja2.ext.i18n")
    environment.install_gettext_callables(_gettext, _ngettext, newstyle=True)
    environment.globals.update(language=current, languages=LANGUAGES, in_language=_in_language)
    environment.filters.update(
        tell=lambda text: current().tell(text),
        say=lambda message: current().say(message),
        moment=lambda moment: current().moment(moment),
        number=lambda number: current().number(number),
    )


def _gettext(message: str) -> str:
    return current().texts.gettext(message)


def _ngettext(one: str, many: str, number: int) -> str:
    return current().texts.ngettext(one, many, number)


def _in_language(code: str) -> str:
    """The address of this page in another language."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    return f"?{urlencode([*kept, ('lang', code)])}"
