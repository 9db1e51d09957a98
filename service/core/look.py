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

CHIPS = ("done", "going", "waiting", "bad", "vip", "plain")
"""Pairs that are a chip's."""

_PAIRS = {name: f"background:{pair.ground};color:{pair.ink}" for name, pair in LIGHT.items()}
INLINE = {
    "root": f"{_PAIRS['base']};padding:10px 12px;font-size:13px;overflow-wrap:anywhere",
    "box": f"{_PAIRS['waiting']};padding:6px 8px",
    "link": f"color:{LIGHT['link'].ink}",
    "heading": "color:inherit",
    "list": "list-style:none;margin:2px 0;padding:0",
    "figures": "display:flex;gap:0 24px",
    "summary": "display:list-item",
    **{name: _PAIRS[name] for name in CHIPS},
}
"""What elements carry themselves, for light hosts; the stylesheet's `light-dark()` overrules the colours."""


def pair(name: str) -> str:
    """Return a rule's ground and ink in both themes, above whatever the host or the element itself says."""
    (light_ground, light_ink), (dark_ground, dark_ink) = LIGHT[name], DARK[name]
    ground, ink = f"light-dark({light_ground},{dark_ground})", f"light-dark({light_ink},{dark_ink})"
    return f"background:{ground}!important;color:{ink}!important"


def ink(name: str, of: str = "color") -> str:
    """Return a rule's ink in both themes; browsers that do not know `light-dark()` take the light one."""
    light, dark = LIGHT[name].ink, DARK[name].ink
    return f"{of}:{light};{of}:light-dark({light},{dark})"
