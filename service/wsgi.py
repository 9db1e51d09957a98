"""The service for any WSGI server, as `service.wsgi:app`."""

from os import environ

from service.bootstrap import build
from service.settings import Settings

app = build(Settings.from_environ(environ))
