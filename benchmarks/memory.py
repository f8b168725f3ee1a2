#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Resident memory of the whole process, ours and Valkey's, for several kinds of data.

    benchmarks/memory.py [--keys 10000000] [--only strings,integers] [--slope] [--deleted]
                         [--ours "bin/cairn server"] [--peer valkey-server]

Both servers are started afresh for each kind of data, without persistence, and loaded with the same commands through a
pipeline. Printed per kind: the resident memory of both (VmRSS from /proc, so the JVM is in it), the ratio, and the
bytes per key beyond an empty server. With --slope a second load, up to five times the keys, tells the overhead per key:
all bytes beyond key and value, from the slope between the two; its own line has the memory and the ratio at that size,
and the Java heap that it takes. Ten million keys with --slope are fifty million: some 3 GiB of memory, and 4 for the peer,
one after the other. Only time suffers where the machine is busy. With --deleted it tells what is left of keys of which nine
tenths were deleted in no order, beside a server that got the last tenth only.
"""
import argparse, contextlib, os, random, shlex, shutil, signal, socket, subprocess, sys, tempfile, time

from several import several_of

PART = 5000  # commands per write


def command(*words):
    return b"".join([b"*%d\r\n" % len(words)] + [b"$%d\r\n%s\r\n" % (len(w), w) for w in words])


def template(*words):
    """A command in which @ stands for the key's number in twelve digits."""
    sized = [(len(w) + 11 * w.count(b"@"), w.replace(b"@", b"%012d")) for w in words]
    return b"*%d\r\n" % len(words) + b"".join(b"$%d\r\n%s\r\n" % w for w in sized)


KEY = b"key:@"
FIELDS = [word for field in range(10) for word in (b"field%d" % field, b"value-%02d" % field)]

MEMBERS = [b"member-%02d" % member for member in range(10)]
SCORED = [word for member in range(10) for word in (b"%d" % member, b"member-%02d" % member)]
NUMBERS = [b"%d" % number for number in range(20)]

# kind: (command, keys as a part of --keys, bytes of key and value); others that come after it may follow, each with how often (0 for once)
KINDS = {
    "strings": (template(b"SET", KEY, b"val:@"), 1, 32),
    "strings100": (template(b"SET", KEY, b"v" * 88 + b"@"), 1, 116),
    "integers": (template(b"SET", KEY, b"1@"), 1, 24),
    "expiring": (template(b"SET", KEY, b"val:@", b"EX", b"1000000"), 1, 32),
    "hashes": (template(b"HSET", KEY, *FIELDS), 0.1, 16 + 10 * 14),
    "bighash": (template(b"HSET", b"hash", b"fld:@", b"val:@"), 0.1, 32),
    "lists": (template(b"RPUSH", KEY, *MEMBERS), 0.1, 16 + 10 * 9),
    "lists-int": (template(b"RPUSH", KEY, *NUMBERS), 0.1, 16 + 20),
    "biglist": (template(b"RPUSH", b"list", b"val:@"), 1, 16),
    "biglist-int": (template(b"RPUSH", b"list", *NUMBERS), 0.1, 20),
    "biglist100": (template(b"RPUSH", b"list", b"v" * 88 + b"@"), 0.1, 100),
    "sets-int": (template(b"SADD", KEY, *NUMBERS), 0.1, 16 + 20 * 2),
    "sets": (template(b"SADD", KEY, *MEMBERS), 0.1, 16 + 10 * 9),
    "bigset-1m": (template(b"SADD", b"set", b"mbr:@"), 0.1, 16),
    "bigset": (template(b"SADD", b"set", b"mbr:@"), 1, 16),
    "zsets": (template(b"ZADD", KEY, *SCORED), 0.1, 16 + 10 * 10),
    "bigzset-1m": (template(b"ZADD", b"zset", b"1@", b"mbr:@"), 0.1, 24),
    "bigzset": (template(b"ZADD", b"zset", b"1@", b"mbr:@"), 1, 24),
    "streams": (template(b"XADD", KEY, b"1-1", b"field", b"val:@"), 0.1, 16 + 16 + 16),
    "bigstream": (template(b"XADD", b"stream", b"2-@", b"field", b"val:@"), 0.1, 32),
    "pending": (
        template(b"XADD", b"stream", b"2-@", b"field", b"val:@"),
        0.1,
        64,
        (template(b"XGROUP", b"CREATE", b"stream", b"group", b"0"), 0),
        (template(b"XREADGROUP", b"GROUP", b"group", b"me", b"COUNT", b"1", b"STREAMS", b"stream", b">"), 0.1),
    ),
}


COMPILING = {}  # (process, thread): nanoseconds, kept when a thread ends


def cpu_seconds(pid):
    """The CPU time of the whole process, ended threads included, without the JVM's compilers: those end."""
    for task in os.listdir(f"/proc/{pid}/task"):
        try:
            if open(f"/proc/{pid}/task/{task}/comm").read().startswith(("C1 Comp", "C2 Comp")):
                COMPILING[pid, task] = int(open(f"/proc/{pid}/task/{task}/schedstat").read().split()[0])
        except OSError:
            continue
    return time.clock_gettime((~pid << 3) | 2) - sum(spent for (of, _), spent in COMPILING.items() if of == pid) / 1e9


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
        while self.ask(b"PING") != b"+PONG\r\n":
            time.sleep(0.1)  # It is loading, even if there is nothing to load.
        self.pid = int(self.field("server", "process_id"))

    def ask(self, *words):
        self.socket.sendall(command(*words))
        return self.reply()

    def reply(self):
        line = self.input.readline()
        if line[:1] == b"$" and line[:2] != b"$-":
            return self.input.read(int(line[1:]) + 2)
        if line[:1] == b"*":
            return [self.reply() for _ in range(int(line[1:]))]
        return line

    def field(self, section, name):
        for line in self.ask(b"INFO", section.encode()).decode().splitlines():
            if line.startswith(name + ":"):
                return line.split(":")[1]
        return "0"

    def load(self, make, first, end):
        self.each(make, range(first, end))

    def each(self, make, keys):
        """One command for each of these numbers."""
        numbers = make.count(b"%012d")
        for start in range(0, len(keys), PART):
            values = part = keys[start:start + PART]
            if numbers != 1:
                values = (i for i in part for _ in range(numbers))
            self.socket.sendall(make * len(part) % tuple(values))
            for _ in part:
                reply = self.reply()
                if reply[:1] == b"-":
                    sys.exit(f"memory: refused: {make}: {reply}")

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


@contextlib.contextmanager
def started(words, port):
    """A server without persistence in a folder of its own, which goes with it."""
    folder = tempfile.mkdtemp(prefix="memory-")
    data = os.path.join(folder, "data")
    os.mkdir(data)
    server = Server(words + ["--port", str(port), "--dir", data, "--save", "", "--appendonly", "no"], port, folder)
    try:
        yield server
    finally:
        server.close()
        shutil.rmtree(folder, ignore_errors=True)


def measure(words, port, kind, keys, slope):
    """What one server takes: empty, and a list with one (bytes, used_memory, heap, keys) for each load."""
    make, part, _, *others = KINDS[kind]
    with started(words, port) as server:
        empty = server.memory()
        loaded = 0
        loads = []
        for size in (1, 5) if slope else (1,):
            count = int(keys * part) * size
            server.load(make, loaded, count)
            for other, times in others:
                server.load(other, 0, max(1, int(keys * times)))
            loaded = count
            time.sleep(12)  # The JVM gives what its compilers needed back within ten seconds.
            used = int(server.field("memory", "used_memory"))
            heap = int(server.field("cairn", "jvm_heap_committed_bytes"))
            loads.append((server.memory(), used, heap, count))
        return empty, loads


def deleted(words, port, keys):
    """What one server takes with a tenth of the keys, and with as many after the others have been deleted in no order."""
    taken = []
    for load in (range(0, keys, 10), range(keys)):
        with started(words, port) as server:
            server.each(KINDS["strings100"][0], load)
            gone = [key for key in load if key % 10]
            random.Random(1).shuffle(gone)
            server.each(template(b"DEL", KEY), gone)
            time.sleep(15)  # What is deleted goes back in small steps.
            taken.append(server.memory())
    return taken


def overhead(loads, payload):
    """Bytes per key beyond key and value, from the slope between two loads."""
    (few, _, _, fewer), (many, _, _, more) = loads
    return (many - few) / (more - fewer) - payload


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    home = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
    peer = os.path.join(os.environ.get("CAIRN_PEER_BIN", os.path.expanduser("~/.cache/valkey-peer/bin")), "valkey-server")
    parser.add_argument("--keys", type=int, default=10_000_000)
    parser.add_argument("--only", type=several_of(KINDS), default=list(KINDS))
    parser.add_argument("--ours", default=os.path.join(home, "bin", "cairn") + " server")
    parser.add_argument("--peer", default=peer)
    parser.add_argument("--slope", action="store_true")
    parser.add_argument("--deleted", action="store_true")
    parser.add_argument("--port", type=int, default=7175)
    options = parser.parse_args()
    mib = 1 << 20
    if options.deleted:
        for name, words in (("ours", options.ours), ("peer", options.peer)):
            fresh, left = deleted(shlex.split(words), options.port, options.keys)
            print(f"{name}: a tenth of {options.keys} keys {fresh / mib:.0f} MiB, the tenth that was not deleted {left / mib:.0f} MiB, "
                  f"{left / fresh:.2f} times", flush=True)
        return
    print(f"{'kind':12}{'keys':>10}{'ours MiB':>10}{'peer MiB':>10}{'ratio':>7}{'ours/key':>10}{'peer/key':>10}"
          f"{'empty MiB':>12}{'used MiB o/p':>16}{'heap MiB':>9}")
    for kind in options.only:
        ours, our_loads = measure(shlex.split(options.ours), options.port, kind, options.keys, options.slope)
        theirs, their_loads = measure(shlex.split(options.peer), options.port + 1, kind, options.keys, options.slope)
        for (mine, used, heap, count), (other, its, _, _) in zip(our_loads, their_loads):
            print(f"{kind:12}{count:10}{mine / mib:10.1f}{other / mib:10.1f}{mine / other:7.2f}"
                  f"{(mine - ours) / count:10.1f}{(other - theirs) / count:10.1f}{ours / mib:7.0f}/{theirs / mib:<4.0f}"
                  f"{used / mib:8.0f}/{its / mib:<7.0f}{heap / mib:9.1f}", flush=True)
        if options.slope:
            payload = KINDS[kind][2]
            print(f"{kind:12}bytes per key beyond key and value: ours {overhead(our_loads, payload):.1f}, "
                  f"peer {overhead(their_loads, payload):.1f}", flush=True)


if __name__ == "__main__":
    main()
