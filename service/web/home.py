"""The page at `/`: what this program is, and what to try next."""

import base64
import hashlib

from flask import Response

from service.web.headers import POLICY

_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>RetailCRM block for Usedesk</title>
<style>
body {{ margin: 0 auto; max-width: 40rem; padding: 2rem 1.25rem; background: #fff; color: #22272e;
  font: 16px/1.55 system-ui, sans-serif; }}
h1 {{ font-size: 1.5rem; }} h2 {{ font-size: 1.1rem; margin-top: 2rem; }}
code {{ padding: .1em .3em; background: #f0f2f4; color: #22272e; overflow-wrap: anywhere; }}
</style>
</head>
<body>
<main>
<h1>RetailCRM block for Usedesk</h1>
<p>This service runs. Usedesk calls it when an agent opens a ticket; it answers a block with the client
and their orders from RetailCRM.</p>
<h2>What to do next</h2>
<ol>
<li>In RetailCRM, open Settings → Integration → API access keys, add a key that may read customers, orders and
references, choose the shops, copy it and save.</li>
<li>In Usedesk, turn RetailCRM on under Extensions. Then add a dynamic block under Settings → Blocks: this
server's address with <code>{path}</code> as its URL, the key as its secret key, and a parameter
<code>subdomain</code> with the first part of your RetailCRM address.</li>
<li>Open a ticket. If something is set up wrongly, the block says what.</li>
</ol>
<p>In the demo, the tickets are in the Usedesk simulator, two ports above this one.</p>
</main>
</body>
</html>
"""


def page(path: str) -> Response:
    """Answer the page; `path` is where blocks are asked for."""
    html = _PAGE.format(path=path)
    return Response(html, mimetype="text/html", headers={"Content-Security-Policy": _policy(html)})


def _policy(html: str) -> str:
    """Allow the page its one style and nothing else."""
    style = html.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"{POLICY}; style-src 'sha256-{digest}'"
