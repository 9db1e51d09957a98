"""Words of the state that pages show: brands as they write themselves, the rest in the page's language."""

from simulators.kit.language import msg
from simulators.kit.speaking import say

_BRANDS = {
    "facebook": "Facebook", "gplus": "Google+", "gtalk": "Google Talk", "imessage": "iMessage",
    "instagram": "Instagram", "ok": "OK", "skype": "Skype", "telegram": "Telegram", "twitter": "Twitter",
    "viber": "Viber", "vk": "VK", "whatsapp": "WhatsApp", "youtube": "YouTube",
}  # fmt: skip
# For the catalogues: what `term` is asked for is not written in a template.
_SAID = (
    *(msg("open"), msg("pending"), msg("on hold"), msg("solved"), msg("closed")),
    *(msg("home"), msg("mobile"), msg("stationary"), msg("fax"), msg("other"), msg("work"), msg("postal")),
)


def term(code: str) -> str:
    """What people call it."""
    return _BRANDS.get(code) or say(code)
