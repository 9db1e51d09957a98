"""What the service reads of RetailCRM's contract: it is given complete answers, and watched."""
