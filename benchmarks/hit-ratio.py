#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Hit ratio of a cache under maxmemory, ours and Valkey's, on the same Zipf trace.

    benchmarks/hit-ratio.py --ours PORT --peer PORT [--accesses 600000] [--keys 100000] [--megabytes 4]

Both servers run already and are flushed. Each access is a GET, and a SET of 100 bytes where that finds nothing. The limit is
what the empty server uses and so many megabytes more. The popularity of keys shifts halfway through the trace. The first
quarter of the accesses fills the cache and does not count. Also printed: keys that fitted, and by how much the used memory
exceeded the limit at most.
"""
import argparse, bisect, itertools, random, socket, time

BATCH = 50


class Client:
    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.input = self.socket.makefile("rb")

    def send(self, commands):
        self.socket.sendall(b"".join(
            b"*%d\r\n" % len(c) + b"".join(b"$%d\r\n%s\r\n" % (len(w), w) for w in c) for c in commands))
        return [self.reply() for _ in commands]

    def reply(self):
        line = self.input.readline()
        if line[:1] == b"$":
            length = int(line[1:])
            return None if length < 0 else self.input.read(length + 2)[:-2]
        if line[:1] == b"-":
            raise SystemExit(f"hit-ratio: refused: {line}")
        return line[1:-2]

    def used(self):
        text = self.send([(b"INFO", b"memory")])[0].decode()
        fields = dict(line.split(":", 1) for line in text.splitlines() if ":" in line)
        return int(fields["used_memory"]) - int(fields.get("mem_not_counted_for_evict", 0))


def trace(options):
    draw = random.Random(7)
    weights = list(itertools.accumulate(1 / (rank + 1) ** 0.99 for rank in range(options.keys)))
    names = list(range(options.keys))
    draw.shuffle(names)
    for i in range(options.accesses):
        if i == options.accesses // 2:
            # A tenth of the keys changes its popularity.
            for _ in range(options.keys // 10):
                a, b = draw.randrange(options.keys), draw.randrange(options.keys)
                names[a], names[b] = names[b], names[a]
        yield b"key:%08d" % names[bisect.bisect(weights, draw.random() * weights[-1])]


def run(port, policy, accesses, options):
    client = Client(port)
    client.send([(b"CONFIG", b"SET", b"maxmemory", b"0"), (b"FLUSHALL",), (b"CONFIG", b"SET", b"maxmemory-policy", policy)])
    time.sleep(3)  # what was flushed is freed in the background
    limit = client.used() + options.megabytes * 1_000_000
    client.send([(b"CONFIG", b"SET", b"maxmemory", b"%d" % limit)])
    hits = counted = 0
    worst = 0.0
    for start in range(0, len(accesses), BATCH):
        keys = accesses[start:start + BATCH]
        missing = [k for k, value in zip(keys, client.send([(b"GET", k) for k in keys])) if value is None]
        if missing:
            client.send([(b"SET", k, b"v" * 100) for k in missing])
        if start >= len(accesses) // 4:
            hits += len(keys) - len(missing)
            counted += len(keys)
            if start % (200 * BATCH) == 0:
                worst = max(worst, client.used() / limit - 1)
    fitted = int(client.send([(b"DBSIZE",)])[0])
    client.send([(b"CONFIG", b"SET", b"maxmemory", b"0")])
    return hits / counted, fitted, worst


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ours", type=int, required=True)
    parser.add_argument("--peer", type=int, required=True)
    parser.add_argument("--accesses", type=int, default=600_000)
    parser.add_argument("--keys", type=int, default=100_000)
    parser.add_argument("--megabytes", type=int, default=4)
    parser.add_argument("--only", default="allkeys-lru,allkeys-lfu,allkeys-random")
    options = parser.parse_args()
    accesses = list(trace(options))
    print(f"{'policy':16}{'hits ours':>10}{'peer':>8}{'keys ours':>11}{'peer':>8}{'over limit ours':>17}{'peer':>8}")
    for policy in options.only.split(","):
        ours = run(options.ours, policy.encode(), accesses, options)
        peer = run(options.peer, policy.encode(), accesses, options)
        print(f"{policy:16}{ours[0]:10.4f}{peer[0]:8.4f}{ours[1]:11}{peer[1]:8}{ours[2]:17.2%}{peer[2]:8.2%}", flush=True)


if __name__ == "__main__":
    main()
