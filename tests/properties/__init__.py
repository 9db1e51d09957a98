"""Whoever the client is: generated CRMs and tickets, judged by an oracle of its own."""
