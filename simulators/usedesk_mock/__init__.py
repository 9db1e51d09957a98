"""A simulator of Usedesk: tickets, settings, and the dynamic blocks beside a ticket."""
