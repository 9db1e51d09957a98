"""The helpdesk's pages for people: plain forms and links, and a script that loads the blocks."""
