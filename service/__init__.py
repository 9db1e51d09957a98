"""The RetailCRM block service: what Usedesk calls in production. It ships without the other rooms."""
