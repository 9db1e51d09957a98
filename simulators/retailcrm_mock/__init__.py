"""A simulator of RetailCRM: API v5, and the pages people use."""
