"""The block's colours, and the few styles that elements carry themselves for hosts that strip stylesheets.

Ground and ink are always set together, once for light hosts and once for dark ones. CSS's `light-dark()`
follows the `color-scheme` that the host declares, not the agent's system; a host that says nothing is light.
"""

from typing import NamedTuple


class Pair(NamedTuple):
    """A ground and the ink on it, `#rrggbb` each."""

    ground: str
    ink: str


LIGHT = {
    "base": Pair("#ffffff", "#22272e"),
    "dim": Pair("#ffffff", "#595f66"),
    "link": Pair("#ffffff", "#1d5c94"),
    "done": Pair("#dff3e3", "#0b5d1e"),
    "going": Pair("#e1effa", "#0b4a7a"),
    "waiting": Pair("#fdf1d6", "#6b4700"),
    "bad": Pair("#fbe3e3", "#8f1d1d"),
    "vip": Pair("#ece6fa", "#4a2a8a"),
    "plain": Pair("#eceef0", "#3d4248"),
    "line": Pair("#ffffff", "#e1e5e9"),
}
"""For light hosts; `base`, `dim` and `link` stand on one ground, the block's; lines carry no meaning."""
DARK = {
    "base": Pair("#1f242b", "#e4e7eb"),
    "dim": Pair("#1f242b", "#a6adb6"),
    "link": Pair("#1f242b", "#8cc2f0"),
    "done": Pair("#173d24", "#a5e3b6"),
    "going": Pair("#12395a", "#a9d5f7"),
    "waiting": Pair("#4a3708", "#f5d68a"),
    "bad": Pair("#571f22", "#f7b9b9"),
    "vip": Pair("#382a5e", "#cfc0f5"),
    "plain": Pair("#363c45", "#d3d8de"),
    "line": Pair("#1f242b", "#3a414b"),
}
"""For hosts that declare a dark `color-scheme`."""

_PAIR = "background:var(--rcb-{0}-on,{1.ground});color:var(--rcb-{0},{1.ink})"
_PAIRS = {name: _PAIR.format(name, pair) for name, pair in LIGHT.items()}
INLINE = _PAIRS | {
    "root": f"{_PAIRS['base']};padding:10px 12px;font-size:13px",
    "list": "list-style:none;margin:0;padding:0",
    "order": "padding:6px 0",
    "figures": "display:flex;gap:24px",
    "summary": "display:list-item",
}
"""What elements carry themselves; the light colours stand where the stylesheet is gone."""


def stylesheet_colours() -> dict[str, str]:
    """Return the stylesheet's custom properties: plain, and for browsers that know `light-dark()`."""
    both = {name: (LIGHT[name], DARK[name]) for name in LIGHT}
    return {
        "light": ";".join(_property(name, *light) for name, light in LIGHT.items()),
        "themed": ";".join(_property(name, *map(_either, *pairs)) for name, pairs in both.items()),
    }


def _property(name: str, ground: str, ink: str) -> str:
    return f"--rcb-{name}-on:{ground};--rcb-{name}:{ink}"


def _either(light: str, dark: str) -> str:
    return f"light-dark({light},{dark})"
