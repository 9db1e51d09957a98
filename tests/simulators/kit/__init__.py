"""What both simulators share."""
