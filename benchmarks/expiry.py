#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How late keys with a TTL are reclaimed, ours and Valkey's, and what others feel of it.

    benchmarks/expiry.py [--keys 1000000] [--seconds 20] [--ours "bin/cairn server"] [--peer valkey-server]

Both servers get the same keys, one server after the other and without persistence. First their deadlines are spread evenly
over some seconds: DBSIZE, which counts what is due and still there, tells how late the server is, as the time by which
it is behind the count that should be left. Then all keys expire in the same millisecond, and the longest wait of a client
that asks for another key all the time is compared with its longest wait while nothing expires.
"""
import argparse, os, shlex, shutil, sys, tempfile, time

from memory import Server, command



class Expiring:
    def __init__(self, words, port, keys):
        self.folder = tempfile.mkdtemp(prefix="expiry-")
        self.keys = keys
        words = words + ["--port", str(port), "--dir", self.folder, "--save", "", "--appendonly", "no"]
        self.server = Server(words, port, self.folder)

    def load(self, deadline):
        """Gives each key the deadline that a function of its number says, in milliseconds since 1970."""
        for start in range(0, self.keys, 5000):
            numbers = range(start, min(start + 5000, self.keys))
            self.server.socket.sendall(
                b"".join(command(b"SET", b"key:%012d" % i, b"val:%012d" % i, b"PXAT", b"%d" % deadline(i)) for i in numbers))
            for _ in numbers:
                if self.server.input.readline() != b"+OK\r\n":
                    sys.exit("expiry: a SET was refused")

    def left(self):
        return int(self.server.ask(b"DBSIZE")[1:])

    def lags(self, seconds):
        """Milliseconds by which the server is late, looked at twenty times a second while keys expire."""
        first = int(time.time() * 1000) + 5000 + self.keys // 100
        self.load(lambda i: first + i * seconds * 1000 // self.keys)
        if time.time() * 1000 > first:
            sys.exit("expiry: the keys expire before they are loaded; take fewer")
        lags = []
        while True:
            now = time.time() * 1000
            left = self.left()
            # The key that should have gone last, against the one that did.
            lags.append(max(0, now - first - (self.keys - left) * seconds * 1000 / self.keys) if now > first else 0)
            if left == 0 or now > first + (seconds + 120) * 1000:
                return lags
            time.sleep(0.05)

    def longest_wait(self, until):
        """The longest that a reply took, until a condition holds, in milliseconds."""
        longest = 0
        looked = time.perf_counter()
        while True:
            begin = time.perf_counter()
            self.server.ask(b"GET", b"another")
            end = time.perf_counter()
            longest = max(longest, end - begin)
            if end - looked > 0.1:
                looked = end
                if until():
                    return longest * 1000

    def at_once(self):
        at = int(time.time() * 1000) + 5000 + self.keys // 100
        self.load(lambda i: at)
        quiet = self.longest_wait(lambda: time.time() * 1000 > at - 200)
        return quiet, self.longest_wait(lambda: time.time() * 1000 > at and (self.left() == 0 or time.time() * 1000 > at + 120_000))

    def close(self):
        self.server.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    home = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
    peer = os.path.join(os.environ.get("CAIRN_PEER_BIN", os.path.expanduser("~/.cache/valkey-peer/bin")), "valkey-server")
    parser.add_argument("--keys", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--ours", default=os.path.join(home, "bin", "cairn") + " server")
    parser.add_argument("--peer", default=peer)
    parser.add_argument("--port", type=int, default=7175)
    options = parser.parse_args()
    print(f"{'':6}{'lag ms: median':>15}{'worst':>8}{'own worst':>11}{'all at once, wait ms: quiet':>29}{'expiring':>10}{'own longest':>13}")
    for name, words in (("ours", options.ours), ("peer", options.peer)):
        run = Expiring(shlex.split(words), options.port, options.keys)
        try:
            lags = sorted(run.lags(options.seconds))
            own = run.server.field("cairn", "expiry_worst_lag_msec")
            run.server.ask(b"CONFIG", b"RESETSTAT")
            quiet, expiring = run.at_once()
            longest = int(run.server.field("cairn", "eventloop_longest_usec")) / 1000
            print(f"{name:6}{lags[len(lags) // 2]:15.0f}{lags[-1]:8.0f}{own:>11}{quiet:29.1f}{expiring:10.1f}{longest:13.1f}", flush=True)
        finally:
            run.close()


if __name__ == "__main__":
    main()
