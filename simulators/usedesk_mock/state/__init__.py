"""What the helpdesk knows: clients, tickets, blocks, extensions. No web framework in here."""
