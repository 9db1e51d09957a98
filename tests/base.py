"""Proves that the installed service runs without simulators, tests and tools: `python -I tests/base.py`.

Started with -I, this program sees what is installed and nothing of the checkout.
"""

import importlib.util
import json
import os
import signal
import subprocess
import sys
import urllib.request

STRANGERS = ("pytest", "hypothesis", "faker", "yaml", "jsonschema_rs")


def main() -> int:
    """Exit code 0 when the service starts, answers and stops with nothing but its own dependencies."""
    present = [name for name in STRANGERS if importlib.util.find_spec(name)]
    if present:
        print(f"this environment has more than the service needs: {', '.join(present)}", file=sys.stderr)
        return 1
    command = [sys.executable, "-I", "-m", "service"]
    environment = {**os.environ, "BLOCK_BIND": "127.0.0.1:0"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as service:  # noqa: S603
        try:
            answer = _ask(_url(service))
        finally:
            service.send_signal(signal.SIGTERM)
    print(f"the service answered {len(answer['html'])} characters and stopped with {service.returncode}")
    return service.returncode


def _url(service: "subprocess.Popen[str]") -> str:
    line = service.stdout.readline() if service.stdout else ""
    if not line.startswith("listening on "):
        raise SystemExit(f"the service said {line!r} instead of where it listens")
    return line.removeprefix("listening on ").strip()


def _ask(url: str) -> dict[str, str]:
    body = json.dumps({"ticket_id": 1, "client_data": {"name": "Anna", "emails": [], "phones": []}}).encode()
    request = urllib.request.Request(  # noqa: S310 - the address the service printed
        f"{url}/settings/blocks/retail_crm", body, {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - the same
        block: dict[str, str] = json.load(answer)
    return block


if __name__ == "__main__":
    raise SystemExit(main())
