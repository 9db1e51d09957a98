"""The door Usedesk knocks at: untrusted requests in, blocks out."""
