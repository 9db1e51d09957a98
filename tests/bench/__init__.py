"""Measures the RetailCRM simulator beside general mocks on one machine in one run: `nox -s bench`."""
