"""RetailCRM over HTTP, and what wraps it: each part answers the same port, so they stack."""
