"""Holds a real RetailCRM account against the contract, and tells which dialect it speaks.

It only reads, slowly, and keeps what it read to itself: a report names operations, properties of the
contract, counts and positions of switches, never a value.
"""
