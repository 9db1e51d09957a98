"""How the service runs as processes: a parent holds the socket, workers serve on it."""
