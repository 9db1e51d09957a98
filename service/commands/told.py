"""Tell the settings that would be served with, and where each comes from."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from dataclasses import Field, asdict, dataclass, fields
from typing import Any

from service.settings import Settings

HIDDEN = "(hidden)"


@dataclass(frozen=True, slots=True)
class Told:
    """One setting, as it may be shown to anybody."""

    name: str
    value: str
    source: str
    meaning: str


def declare(command: ArgumentParser) -> None:
    """Add the command's options."""
    command.add_argument("--json", action="store_true", help="as JSON, with what each means")


def run(chosen: Namespace, environ: Mapping[str, str]) -> int:
    """Print the settings, those of the environment checked first.

    Raises:
        SettingsError: The environment is not usable.
    """
    Settings.from_environ(environ)
    settings = tell(environ)
    print(json.dumps([asdict(each) for each in settings], indent=2) if chosen.json else _table(settings))
    return 0


def tell(environ: Mapping[str, str]) -> list[Told]:
    """Return every setting in force, as it was written; of a secret only that it is set."""
    return [_told(f"BLOCK_{field.name.upper()}", field, environ) for field in fields(Settings)]


def _told(name: str, field: Field[Any], environ: Mapping[str, str]) -> Told:
    given = name in environ
    value = environ[name].strip() if given else field.metadata["default"]
    is_secret = given and not field.repr
    source = "environment" if given else "default"
    return Told(name, HIDDEN if is_secret else value, source, field.metadata["meaning"])


def _table(settings: list[Told]) -> str:
    names, values = (max(len(getattr(each, of)) for each in settings) for of in ("name", "value"))
    rows = (f"{each.name:<{names}}  {each.value:<{values}}  {each.source}" for each in settings)
    return "\n".join(rows)
