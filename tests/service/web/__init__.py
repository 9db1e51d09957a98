"""The door for Usedesk."""
