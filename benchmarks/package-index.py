#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Real input: each package of this machine's Debian index becomes one hash, over a pipelined client.

    package-index.py load   --port 6379 --journal FILE     # until done or until the server is gone
    package-index.py verify --port 6379 --journal FILE     # after a restart: is what was acknowledged there?

The journal names the packages that were acknowledged and those that were sent. Needs apt-cache and python3-redis.
"""
import argparse
import subprocess
import sys

import redis

PIPELINE = 200


def packages():
    """Yields (key, fields) of each package, all fields of its stanza included."""
    text = subprocess.run(["apt-cache", "dumpavail"], capture_output=True, check=True).stdout.decode("utf-8", "replace")
    seen = set()
    for stanza in text.split("\n\n"):
        fields, name = {}, None
        for line in stanza.splitlines():
            if line.startswith((" ", "\t")) and name:
                fields[name] += "\n" + line
            elif ":" in line:
                name, value = line.split(":", 1)
                fields[name] = value.strip()
        if "Package" in fields:
            key = f"package:{fields['Package']}:{fields.get('Version', '')}:{fields.get('Architecture', '')}"
            if key not in seen:
                seen.add(key)
                yield key, fields


def load(client, journal):
    batch, acknowledged = [], 0
    with open(journal, "w", encoding="utf-8") as log:

        def flush():
            nonlocal acknowledged
            pipe = client.pipeline(transaction=False)
            for key, fields in batch:
                log.write(f"sent {key}\n")
                pipe.hset(key, mapping=fields)
            pipe.execute()
            for key, _ in batch:
                log.write(f"acknowledged {key}\n")
            acknowledged += len(batch)
            batch.clear()

        try:
            for item in packages():
                batch.append(item)
                if len(batch) == PIPELINE:
                    flush()
            flush()
        except redis.exceptions.ConnectionError as gone:
            print(f"the server is gone: {gone}")
    print(f"{acknowledged} packages acknowledged")


def verify(client, journal):
    wanted = dict(packages())
    states = {}
    with open(journal, encoding="utf-8") as log:
        for line in log:
            state, key = line.rstrip("\n").split(" ", 1)
            states[key] = state
    acknowledged = [key for key, state in states.items() if state == "acknowledged"]
    faults = []
    for start in range(0, len(acknowledged), 500):
        part = acknowledged[start : start + 500]
        pipe = client.pipeline(transaction=False)
        for key in part:
            pipe.hgetall(key)
        for key, found in zip(part, pipe.execute()):
            if found != wanted[key]:
                faults.append(key)
    present = client.dbsize()
    print(f"acknowledged {len(acknowledged)}, wrong or missing {len(faults)}, keys present {present}, sent {len(states)}")
    for key in faults[:10]:
        print(f"  {key}")
    return 1 if faults or present < len(acknowledged) or present > len(states) else 0


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("what", choices=["load", "verify"])
    arguments.add_argument("--port", type=int, default=6379)
    arguments.add_argument("--journal", required=True)
    a = arguments.parse_args()
    client = redis.Redis(port=a.port, decode_responses=True, encoding_errors="surrogateescape")
    if a.what == "load":
        load(client, a.journal)
        return 0
    return verify(client, a.journal)


if __name__ == "__main__":
    sys.exit(main())
