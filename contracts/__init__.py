"""What both sides promise, as OpenAPI 3.1 with provenance, and the loader that reads it."""
