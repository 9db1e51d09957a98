"""A throw-away authority, so that a client's real https path can be tested."""

import ssl
from pathlib import Path

from simulators.kit.errors import ControlError


class Authority:
    """Vouches for addresses of this machine for as long as the program runs; nobody trusts it unasked.

    Args:
        certificate: the file its certificate is written to (PEM), for clients to trust:
            `REQUESTS_CA_BUNDLE`, `SSL_CERT_FILE`, `curl --cacert`.

    Raises:
        ControlError: the file can't be written.
    """

    def __init__(self, certificate: Path) -> None:
        import trustme  # noqa: PLC0415 - it takes a tenth of every start, for what few ask

        self._authority = trustme.CA(organization_name="Simulators of this project, not to be trusted")
        try:
            self._authority.cert_pem.write_to_path(certificate)
        except OSError as trouble:
            raise ControlError(
                f"cannot write the authority's certificate: {trouble}; "
                "give --tls a file in a folder you may write to"
            ) from trouble

    def context(self, host: str) -> ssl.SSLContext:
        """What a server at `host` shows; the names of this machine are vouched for as well."""
        names = dict.fromkeys((host, "localhost", "127.0.0.1", "::1"))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._authority.issue_cert(*names).configure_cert(context)
        return context


def authority(path: str | None) -> Authority | None:
    """The authority a command line asks for with --tls FILE, if it does."""
    return None if path is None else Authority(Path(path))
