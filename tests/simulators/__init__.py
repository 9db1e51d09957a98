"""Tests of the simulators, each by itself."""
