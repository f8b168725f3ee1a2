#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How long a start takes that brings data back, ours and Valkey's, in alternating runs.

    benchmarks/restart.py [--keys 5000000] [--pairs 5] [--only log,snapshot,empty] [--ours "bin/cairn server"] [--peer valkey-server]

log       as many SETs of 16-byte keys and values in the log (Valkey: in its AOF, without an RDB at its head)
snapshot  as many keys in a snapshot (Valkey: in its RDB)
empty     nothing

Both servers are killed with SIGKILL and started again; a start lasts from exec to "Ready to accept connections" and the
first PONG. What they read is in the page cache, as each has just read it. Printed per kind: the median wall and CPU seconds of
both, the median of the pairs' ratios with the least and the greatest, and the resident memory that each has then.
"""
import argparse, os, shlex, shutil, signal, socket, statistics, subprocess, sys, tempfile, time

from several import several_of

PART = 5000  # commands per write
SET = b"*3\r\n$3\r\nSET\r\n$16\r\nkey:%012d\r\n$16\r\nval:%012d\r\n"
TICKS = os.sysconf("SC_CLK_TCK")
READY = b"Ready to accept connections"

KINDS = {
    "log": ["--appendonly", "yes", "--save", "", "--auto-aof-rewrite-percentage", "0"],
    "snapshot": ["--appendonly", "no", "--save", ""],
    "empty": ["--appendonly", "yes", "--save", ""],
}
PEER_ONLY = ["--aof-use-rdb-preamble", "no"]


class Server:
    """One server with a folder of its own, started and killed again and again."""

    def __init__(self, words, port, folder):
        os.mkdir(folder)
        self.words, self.port, self.folder = words + ["--port", str(port), "--dir", folder], port, folder

    def start(self):
        """Returns wall seconds, CPU seconds and resident bytes at the moment when it is ready."""
        out = os.path.join(self.folder, "..", f"out-{self.port}")
        began = time.monotonic()
        with open(out, "wb") as log:
            self.process = subprocess.Popen(self.words, stdout=log, stderr=log, start_new_session=True)
        with open(out, "rb") as log:
            seen = b""
            while READY not in seen:
                if self.process.poll() is not None or time.monotonic() - began > 300:
                    sys.exit(f"restart: {' '.join(self.words)} did not start: see {out}")
                time.sleep(0.002)
                seen = seen[-len(READY):] + log.read()
        self.socket = socket.create_connection(("127.0.0.1", self.port))
        self.ask(b"PING\r\n")
        wall = time.monotonic() - began
        fields = open(f"/proc/{self.process.pid}/stat").read().rsplit(")", 1)[1].split()
        return wall, (int(fields[11]) + int(fields[12])) / TICKS, int(fields[21]) * os.sysconf("SC_PAGE_SIZE")

    def ask(self, line):
        self.socket.sendall(line)
        reply = self.socket.recv(1000)
        if reply[:1] not in b"+:":
            sys.exit(f"restart: {line} was answered {reply}")
        return reply

    def load(self, keys):
        for start in range(0, keys, PART):
            some = min(PART, keys - start)
            # Keys in no order: a multiplication by an odd number below a prime, as a cheap permutation.
            self.socket.sendall(b"".join(SET % (i * 2654435761 % 999999999989, i) for i in range(start, start + some)))
            while some > 0:
                replies = self.socket.recv(1 << 20)
                if not replies or b"-" in replies:
                    sys.exit(f"restart: refused: {replies[:200]}")
                some -= replies.count(b"\n")

    def kill(self):
        self.socket.close()
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def prepare(server, kind, keys):
    server.start()
    if kind != "empty":
        server.load(keys)
    if kind == "snapshot":
        server.ask(b"SAVE\r\n")
    time.sleep(2)  # both sync once a second
    server.kill()


def measure(kind, options):
    folder = tempfile.mkdtemp(prefix="restart-", dir=options.dir)
    pin = ["taskset", "-c", options.cores] if options.cores else []
    servers = [
        Server(pin + shlex.split(options.ours) + KINDS[kind], options.port, os.path.join(folder, "ours")),
        Server(pin + [options.peer] + KINDS[kind] + PEER_ONLY, options.port + 1, os.path.join(folder, "peer")),
    ]
    try:
        for server in servers:
            prepare(server, kind, options.keys)
        runs = []
        for pair in range(options.pairs + 1):
            took = []
            for server in servers:
                took.append(server.start())
                if kind != "empty":
                    server.socket.sendall(b"DBSIZE\r\n")
                    size = server.socket.recv(100)
                    if size != b":%d\r\n" % options.keys:
                        sys.exit(f"restart: {size} keys came back instead of {options.keys}")
                server.kill()
            if pair > 0:  # the first fills the page cache
                runs.append(took)
        return runs
    finally:
        for server in servers:
            try:
                server.kill()
            except (OSError, AttributeError):
                pass
        shutil.rmtree(folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    home = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
    peer = os.path.join(os.environ.get("CAIRN_PEER_BIN", os.path.expanduser("~/.cache/valkey-peer/bin")), "valkey-server")
    parser.add_argument("--keys", type=int, default=5_000_000)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--only", type=several_of(KINDS), default=list(KINDS))
    parser.add_argument("--ours", default=os.path.join(home, "bin", "cairn") + " server")
    parser.add_argument("--peer", default=peer)
    parser.add_argument("--port", type=int, default=7155)
    parser.add_argument("--cores", default="", help="pins both servers to these cores, as taskset takes them")
    parser.add_argument("--dir", help="where the data folders go")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that no server is left behind
    print(f"{'kind':10}{'wall s o/p':>16}{'ratio':>7} {'min..max':>11}{'CPU s o/p':>16}{'ratio':>7}{'MiB o/p':>14}")
    for kind in options.only:
        runs = measure(kind, options)
        middle = lambda server, figure: statistics.median(run[server][figure] for run in runs)
        ratios = lambda figure: [run[0][figure] / max(run[1][figure], 1e-3) for run in runs]
        walls = ratios(0)
        print(f"{kind:10}{middle(0, 0):8.2f}/{middle(1, 0):<7.2f}{statistics.median(walls):7.2f} {min(walls):5.2f}..{max(walls):<4.2f}"
              f"{middle(0, 1):8.2f}/{middle(1, 1):<7.2f}{statistics.median(ratios(1)):7.2f}"
              f"{middle(0, 2) / 2**20:7.0f}/{middle(1, 2) / 2**20:<6.0f}", flush=True)


if __name__ == "__main__":
    main()
