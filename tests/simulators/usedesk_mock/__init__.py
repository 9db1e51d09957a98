"""Tests of the Usedesk simulator."""
