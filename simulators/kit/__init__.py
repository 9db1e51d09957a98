"""What both simulators share: launcher, control door, journal, clock, contract guard."""
