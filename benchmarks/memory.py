#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Resident memory of the whole process, ours and Valkey's, for several kinds of data.

    benchmarks/memory.py [--keys 10000000] [--only strings,integers] [--ours "bin/cairn server"] [--peer valkey-server]

Both servers are started afresh for each kind of data, without persistence, and loaded with the same commands through a
pipeline. Printed per kind: the resident memory of both (VmRSS from /proc, so the JVM is in it), the ratio, and the
bytes per key beyond an empty server. With --slope a second load of five times the keys tells the overhead per key: all
bytes beyond key and value, from the slope between the two.
"""
import argparse, os, shlex, shutil, signal, socket, subprocess, sys, tempfile, time

PART = 5000  # commands per write


def command(*words):
    return b"".join([b"*%d\r\n" % len(words)] + [b"$%d\r\n%s\r\n" % (len(w), w) for w in words])


def template(*words):
    """A command in which @ stands for the key's number in twelve digits."""
    sized = [(len(w) + 11 * w.count(b"@"), w.replace(b"@", b"%012d")) for w in words]
    return b"*%d\r\n" % len(words) + b"".join(b"$%d\r\n%s\r\n" % w for w in sized)


KEY = b"key:@"
FIELDS = [word for field in range(10) for word in (b"field%d" % field, b"value-%02d" % field)]

# kind: (command, keys as a part of --keys, bytes of key and value)
KINDS = {
    "strings": (template(b"SET", KEY, b"val:@"), 1, 32),
    "strings100": (template(b"SET", KEY, b"v" * 88 + b"@"), 1, 116),
    "integers": (template(b"SET", KEY, b"1@"), 1, 24),
    "expiring": (template(b"SET", KEY, b"val:@", b"EX", b"1000000"), 1, 32),
    "hashes": (template(b"HSET", KEY, *FIELDS), 0.1, 16 + 10 * 14),
    "bighash": (template(b"HSET", b"hash", b"fld:@", b"val:@"), 0.1, 32),
}


class Server:
    def __init__(self, words, port, folder):
        self.port = port
        self.log = open(os.path.join(folder, "out"), "w")
        self.process = subprocess.Popen(words, stdout=self.log, stderr=self.log, cwd=folder, start_new_session=True)
        for _ in range(300):
            try:
                self.socket = socket.create_connection(("127.0.0.1", port))
                break
            except OSError:
                time.sleep(0.1)
        else:
            sys.exit(f"memory: {' '.join(words)} does not listen on {port}: see {folder}/out")
        self.input = self.socket.makefile("rb")
        self.pid = int(self.field("server", "process_id"))

    def ask(self, *words):
        self.socket.sendall(command(*words))
        line = self.input.readline()
        if line[:1] == b"$":
            return self.input.read(int(line[1:]) + 2)
        return line

    def field(self, section, name):
        for line in self.ask(b"INFO", section.encode()).decode().splitlines():
            if line.startswith(name + ":"):
                return line.split(":")[1]
        return "0"

    def load(self, make, first, end):
        numbers = make.count(b"%012d")
        for start in range(first, end, PART):
            some = min(PART, end - start)
            values = range(start, start + some)
            if numbers > 1:
                values = (i for i in values for _ in range(numbers))
            self.socket.sendall(make * some % tuple(values))
            while some > 0:
                replies = self.socket.recv(1 << 20)
                if not replies or b"-" in replies:
                    sys.exit(f"memory: refused: {replies[:200]}")
                some -= replies.count(b"\n")

    def memory(self):
        for line in open(f"/proc/{self.pid}/status"):
            if line.startswith("VmRSS"):
                return int(line.split()[1]) * 1024
        raise AssertionError("no VmRSS")

    def close(self):
        self.socket.close()
        os.kill(self.pid, signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)


def measure(words, port, kind, keys, slope):
    make, part, payload = KINDS[kind]
    folder = tempfile.mkdtemp(prefix="memory-")
    data = os.path.join(folder, "data")
    os.mkdir(data)
    server = Server(words + ["--port", str(port), "--dir", data, "--save", "", "--appendonly", "no"], port, folder)
    try:
        empty = server.memory()
        count = int(keys * part)
        server.load(make, 0, count)
        time.sleep(2)
        full = server.memory()
        used = int(server.field("memory", "used_memory"))
        per_key = None
        if slope:
            server.load(make, count, 5 * count)
            time.sleep(2)
            per_key = (server.memory() - full) / (4 * count) - payload
        return empty, full, used, (full - empty) / count, per_key
    finally:
        server.close()
        shutil.rmtree(folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    home = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
    peer = os.path.join(os.environ.get("CAIRN_PEER_BIN", os.path.expanduser("~/.cache/valkey-peer/bin")), "valkey-server")
    parser.add_argument("--keys", type=int, default=10_000_000)
    parser.add_argument("--only", default=",".join(KINDS))
    parser.add_argument("--ours", default=os.path.join(home, "bin", "cairn") + " server")
    parser.add_argument("--peer", default=peer)
    parser.add_argument("--slope", action="store_true")
    parser.add_argument("--port", type=int, default=7175)
    options = parser.parse_args()
    mib = 1 << 20
    print(f"{'kind':12}{'keys':>10}{'ours MiB':>10}{'peer MiB':>10}{'ratio':>7}{'ours/key':>10}{'peer/key':>10}"
          f"{'empty MiB':>14}{'used MiB o/p':>16}{'overhead o/p':>16}")
    for kind in options.only.split(","):
        ours = measure(shlex.split(options.ours), options.port, kind, options.keys, options.slope)
        theirs = measure(shlex.split(options.peer), options.port + 1, kind, options.keys, options.slope)
        slope = f"{ours[4]:9.1f}/{theirs[4]:<6.1f}" if options.slope else ""
        print(f"{kind:12}{int(options.keys * KINDS[kind][1]):10}{ours[1] / mib:10.1f}{theirs[1] / mib:10.1f}"
              f"{ours[1] / theirs[1]:7.2f}{ours[3]:10.1f}{theirs[3]:10.1f}{ours[0] / mib:7.0f}/{theirs[0] / mib:<6.0f}"
              f"{ours[2] / mib:8.0f}/{theirs[2] / mib:<7.0f}{slope}", flush=True)


if __name__ == "__main__":
    main()
