"""What an operator sees of the service: metrics, log lines and, if wanted, traces."""
