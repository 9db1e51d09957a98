"""The rules, pure: no framework, network, clock, randomness, environment or log may live here."""
