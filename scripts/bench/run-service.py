"""What a user of oscar_python writes: each file is sent by run_service, and its result is kept."""

import os
import sys

from oscar_python.client import Client

endpoint, token, out, *paths = sys.argv[1:]
client = Client({"cluster_id": "bench", "endpoint": endpoint, "oidc_token": token, "ssl": False})
for path in paths:
    response = client.run_service("echo", input=path, output=os.path.join(out, os.path.basename(path)), token=token)
    response.raise_for_status()
