"""Properties here take the time they need: a slow machine is no failure."""

from hypothesis import settings

settings.register_profile("unhurried", settings(), deadline=None, max_examples=60)
settings.load_profile("unhurried")
