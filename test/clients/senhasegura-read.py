"""Asks a vault by the PyPI package senhasegura, with OAuth 1.0.

Arguments: host:port, path, consumer key, consumer secret, token key, token secret. Prints status and body.
"""

import sys

from senhasegura import A2A

host, path, client_key, client_secret, owner_key, owner_secret = sys.argv[1:]
client = A2A(
    host.partition(":")[0],
    "OAuth1",
    client_key=client_key,
    client_secret=client_secret,
    resource_owner_key=owner_key,
    resource_owner_secret=owner_secret,
)
# Its own check of the host allows for no port, and a vault of a test has one.
client._A2A__hostname = host
answer = client.get(path, timeout=30)
print(answer.status_code)
print(answer.text)
