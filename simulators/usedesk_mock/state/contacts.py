"""How an address of a channel becomes a client's card, and the other way round."""

import re

from simulators.usedesk_mock.state.model import Card, Messenger, Phone, SocialService

_BY_MESSENGER = {"whatsapp": "whatsapp", "telegram": "telegram", "viber": "viber", "wechat": "other"}
# Where a network's profiles stand. That a first message puts the profile on the card is inferred.
_PROFILES = {
    "vk": "https://vk.com/",
    "instagram": "https://www.instagram.com/",
    "facebook": "https://www.facebook.com/",
    "twitter": "https://twitter.com/",
}


def tidy(channel_type: str, address: str) -> str:
    """The address as Usedesk keeps it: phone numbers in digits only (its API stores them without `+`)."""
    if channel_type in ("telephony", "whatsapp", "viber"):
        return re.sub(r"\D", "", address)
    return address.strip()


def join_key(channel_type: str, contact: str) -> str:
    """What two contacts of one channel must share to be the same client; empty joins nobody."""
    return tidy(channel_type, contact).casefold()


def card_of(channel_type: str, name: str, contact: str) -> Card:
    """The card of somebody who writes for the first time: a name, and the one address we saw."""
    if not contact:
        return Card(name=name)
    if channel_type in ("email", "chat"):
        return Card(name=name, emails=(contact,))
    if channel_type == "telephony":
        return Card(name=name, phones=(Phone("other", contact),))
    if channel_type in _BY_MESSENGER:
        return Card(name=name, messengers=(Messenger(_BY_MESSENGER[channel_type], contact),))
    if channel_type in _PROFILES:
        profile = SocialService(channel_type, _PROFILES[channel_type] + contact)
        return Card(name=name, social_services=(profile,))
    return Card(name=name)


def contact_of(channel_type: str, card: Card) -> str:
    """The address somebody with this card would write from; empty when the card has none for the channel."""
    if channel_type in ("email", "chat"):
        found = list(card.emails)
    elif channel_type == "telephony":
        found = [one.phone for one in card.phones]
    elif channel_type in _PROFILES:
        urls = [one.url for one in card.social_services if one.type == channel_type]
        found = [url.removeprefix(_PROFILES[channel_type]) for url in urls]
    else:
        messenger = _BY_MESSENGER.get(channel_type)
        found = [one.id for one in card.messengers if one.type == messenger]
    return found[0] if found else ""
