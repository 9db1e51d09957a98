"""The service alone: no simulator in sight."""
