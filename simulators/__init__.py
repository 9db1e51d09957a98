"""Simulators of both systems, what they share, and the demo that starts everything."""
