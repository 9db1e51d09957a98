"""Tests of the RetailCRM simulator."""
