"""The run as one page for people, reports/index.html: gathered from files, thought over, drawn."""
