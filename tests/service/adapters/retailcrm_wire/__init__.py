"""RetailCRM's JSON in all its forms, and anything else that may come instead."""
