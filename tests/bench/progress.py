"""What a run says while it goes on."""


def tell(text: str) -> None:
    """Say it at once."""
    print(text, flush=True)
