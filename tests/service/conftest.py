"""Properties here take the time they need: a slow machine is no failure."""

from hypothesis import settings

settings.register_profile("unhurried", settings(), deadline=None)
settings.load_profile("unhurried")
