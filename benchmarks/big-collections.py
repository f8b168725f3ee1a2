#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What commands on collections of a million elements cost, ours beside Valkey's.

    benchmarks/big-collections.py [--only list,zset:ZRANGE] [--elements 1000000] [--rounds 3] [--warm 1.5]
                                  [--ours "bin/cairn server"] [--peer valkey-server]

Both servers are started without persistence and get the same collections. Ours runs each case until it is compiled, both
once more, then in turn --rounds times. Commands that change something work on a copy that is made anew before each run.
Printed per case: the CPU milliseconds of each process but for the JVM's compilers, from the command until it is idle again
(so what is freed in the background counts), less what it takes when it is idle; their ratio (median of the rounds; below 1
ours is ahead); and what our command thread allocated on the Java heap, in bytes and per element, as the JVM's own counter
tells. Wall time is not looked at: it tells of the machine.
"""
import argparse, os, re, shlex, shutil, signal, socket, statistics, subprocess, sys, tempfile, time

sys.dont_write_bytecode = True
from memory import cpu_seconds

IDLE_SECONDS = 0.2
END = b"$12\r\nend-of-reply\r\n"
GROUPS = {}


def encode(words):
    words = [w if isinstance(w, bytes) else str(w).encode() for w in words]
    return b"".join([b"*%d\r\n" % len(words)] + [b"$%d\r\n%s\r\n" % (len(w), w) for w in words])


class Server:
    def __init__(self, words, port, folder):
        self.log = open(os.path.join(folder, "out"), "w")
        self.process = subprocess.Popen(words, stdout=self.log, stderr=self.log, cwd=folder, start_new_session=True)
        for _ in range(300):
            try:
                self.socket = socket.create_connection(("127.0.0.1", port))
                break
            except OSError:
                time.sleep(0.1)
        else:
            sys.exit(f"big-collections: {' '.join(words)} does not listen on {port}: see {folder}/out")
        self.pid = int(re.search(rb"process_id:(\d+)", self.run([["INFO", "server"]])).group(1))

    def run(self, commands):
        """Runs commands and fetches all replies; returns the first 200 bytes of them, or of an error."""
        return self.send(b"".join(map(encode, commands)))

    def send(self, requests):
        requests += encode(["ECHO", "end-of-reply"])
        start, tail, sent = b"", b"", 0
        self.socket.setblocking(False)
        while not tail.endswith(END):
            if sent < len(requests):
                try:
                    sent += self.socket.send(requests[sent:sent + (1 << 20)])
                except BlockingIOError:
                    pass
            try:
                got = self.socket.recv(1 << 20)
                if not got:
                    sys.exit("big-collections: the connection was closed")
                start = start if len(start) >= 2000 else start + got[:2000]
                tail = (tail + got)[-len(END):]
            except BlockingIOError:
                time.sleep(0.001)
        return start

    def settle(self):
        """Waits until the server does next to nothing; returns its CPU seconds then."""
        before = cpu_seconds(self.pid)
        for _ in range(100):
            time.sleep(0.05)
            now = cpu_seconds(self.pid)
            if now - before < 0.0025:
                return now
            before = now
        return before

    def idle(self):
        """Waits as long as settle, and a while more; returns how many CPU seconds a second that takes."""
        before, began = self.settle(), time.monotonic()
        time.sleep(IDLE_SECONDS)
        return (cpu_seconds(self.pid) - before) / (time.monotonic() - began)

    def allocated(self):
        """Bytes that the command thread has allocated on the Java heap so far."""
        jcmd = os.path.join(os.path.dirname(os.readlink(f"/proc/{self.pid}/exe")), "jcmd")
        text = subprocess.run([jcmd, str(self.pid), "Thread.print", "-e"], capture_output=True, text=True).stdout
        found = re.search(r'"cairn-command".*?allocated=(\d+)([BKMG])', text)
        return int(found.group(1)) << {"B": 0, "K": 10, "M": 20, "G": 30}[found.group(2)] if found else 0

    def close(self):
        self.socket.close()
        os.kill(self.pid, signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)


def fill(head, count, element):
    """Adds elements to a collection, a thousand a command."""
    return [[*head, *(w for i in range(start, min(start + 1000, count)) for w in element(i))]
            for start in range(0, count, 1000)]


def scramble(i):
    """A permutation of the numbers below 2^32: neighbours do not follow each other."""
    return i * 2654435761 % (1 << 32)


def group(name):
    def add(function):
        GROUPS[name] = function
        return function
    return add


# A group gives what is loaded first and its cases: (name, commands measured, commands before each run).

@group("hash")
def hashes(n):
    load = fill(["HSET", "h"], n, lambda i: (f"field:{i}", f"value:{i}"))
    copy = [["COPY", "h", "t", "REPLACE"]]
    scan = [["HSCAN", "h", "0", "COUNT", n]]
    return load, [
        ("HGETALL", [["HGETALL", "h"]]), ("HKEYS", [["HKEYS", "h"]]), ("HVALS", [["HVALS", "h"]]),
        ("HRANDFIELD few", [["HRANDFIELD", "h", n // 10]]), ("HRANDFIELD most", [["HRANDFIELD", "h", n * 9 // 10]]),
        ("HRANDFIELD all", [["HRANDFIELD", "h", n]]), ("HRANDFIELD -n", [["HRANDFIELD", "h", -n]]),
        ("HRANDFIELD WITHVALUES", [["HRANDFIELD", "h", n // 2, "WITHVALUES"]]),
        ("HSCAN", scan), ("HSCAN MATCH", [[*scan[0], "MATCH", "*77*"]]),
        ("HSCAN NOVALUES", [[*scan[0], "NOVALUES"]]),
        ("HMGET 100k", [["HMGET", "h", *(f"field:{i * 7 % n}" for i in range(n // 10))]]),
        ("HSET 100k", [["HSET", "h", *(w for i in range(n // 10) for w in (f"field:{i * 7 % n}", f"value:{i}"))]]),
        ("HDEL 100k", [["HDEL", "t", *(f"field:{i * 7 % n}" for i in range(n // 10))]], copy),
        ("COPY", copy, [["DEL", "t"]]), ("RENAME over", [["RENAME", "t", "u"]], copy + [["COPY", "h", "u", "REPLACE"]]),
        ("DEL", [["DEL", "t"]], copy), ("UNLINK", [["UNLINK", "t"]], copy), ("DUMP", [["DUMP", "h"]]),
    ]


@group("list")
def lists(n):
    load = fill(["RPUSH", "l"], n, lambda i: (f"element:{i}",))
    copy = [["COPY", "l", "t", "REPLACE"]]
    middle = f"element:{n // 2}"
    return load, [
        ("LRANGE all", [["LRANGE", "l", 0, -1]]), ("LINDEX mid x1000", [["LINDEX", "l", n // 2]] * 1000),
        ("LSET mid x1000", [["LSET", "t", n // 2, "element:new"]] * 1000, copy),
        ("LINSERT mid", [["LINSERT", "t", "BEFORE", middle, "x"]] * 5, copy), ("LINSERT none", [["LINSERT", "l", "AFTER", "-", "x"]]),
        ("LREM 0", [["LREM", "t", 0, middle]], copy), ("LREM none", [["LREM", "l", 0, "-"]]), ("LREM -1", [["LREM", "t", -1, middle]], copy),
        ("LPOS none", [["LPOS", "l", "-"]]), ("LPOS COUNT 0", [["LPOS", "l", middle, "COUNT", 0]]), ("LPOS RANK -1", [["LPOS", "l", middle, "RANK", -1]]),
        ("LTRIM half x10", [["LTRIM", f"t{i}", n // 4, -(n // 4)] for i in range(10)], [["COPY", "l", f"t{i}", "REPLACE"] for i in range(10)]),
        ("LPOP n", [["LPOP", "t", n // 2]], copy), ("RPOP n", [["RPOP", "t", n // 2]], copy),
        ("LMPOP n", [["LMPOP", 1, "t", "LEFT", "COUNT", n // 2]], copy),
        ("COPY", copy, [["DEL", "t"]]), ("DEL", [["DEL", "t"]], copy), ("DUMP", [["DUMP", "l"]]),
    ]


@group("set")
def sets(n):
    load = fill(["SADD", "s"], n, lambda i: (f"member:{i}",)) + fill(["SADD", "o"], n, lambda i: (f"member:{i + n // 2}",))
    copy = [["COPY", "s", "t", "REPLACE"]]
    return load, [
        ("SMEMBERS", [["SMEMBERS", "s"]]), ("SINTER", [["SINTER", "s", "o"]]), ("SUNION", [["SUNION", "s", "o"]]), ("SDIFF", [["SDIFF", "s", "o"]]),
        ("SINTERSTORE", [["SINTERSTORE", "r", "s", "o"]]), ("SUNIONSTORE", [["SUNIONSTORE", "r", "s", "o"]]),
        ("SDIFFSTORE", [["SDIFFSTORE", "r", "s", "o"]]), ("SINTERCARD", [["SINTERCARD", 2, "s", "o"]]),
        ("SRANDMEMBER few", [["SRANDMEMBER", "s", n // 10]]), ("SRANDMEMBER most", [["SRANDMEMBER", "s", n * 9 // 10]]),
        ("SRANDMEMBER all", [["SRANDMEMBER", "s", n]]), ("SRANDMEMBER -n", [["SRANDMEMBER", "s", -n]]),
        ("SPOP few", [["SPOP", "t", n // 10]], copy), ("SPOP most", [["SPOP", "t", n * 9 // 10]], copy), ("SPOP all", [["SPOP", "t", n]], copy),
        ("SMOVE x1000", [["SMOVE", "t", "r2", f"member:{i}"] for i in range(1000)], copy), ("SSCAN", [["SSCAN", "s", 0, "COUNT", n]]),
        ("SMISMEMBER 100k", [["SMISMEMBER", "s", *(f"member:{i * 7}" for i in range(n // 10))]]),
        ("SREM 100k", [["SREM", "t", *(f"member:{i * 7}" for i in range(n // 10))]], copy),
        ("COPY", copy, [["DEL", "t"]]), ("DEL", [["DEL", "t"]], copy), ("DUMP", [["DUMP", "s"]]),
    ]


@group("zset")
def sorted_sets(n):
    load = fill(["ZADD", "z"], n, lambda i: (scramble(i), f"member:{i}")) + fill(["ZADD", "y"], n, lambda i: (i, f"member:{i + n // 2}"))
    load += fill(["ZADD", "lex"], n, lambda i: (0, f"member:{scramble(i):010}"))
    copy = [["COPY", "z", "t", "REPLACE"]]
    half = 1 << 31
    return load, [
        ("ZRANGE", [["ZRANGE", "z", 0, -1]]), ("ZRANGE WITHSCORES", [["ZRANGE", "z", 0, -1, "WITHSCORES"]]), ("ZRANGE REV", [["ZRANGE", "z", 0, -1, "REV"]]),
        ("ZRANGE BYSCORE", [["ZRANGE", "z", "-inf", half, "BYSCORE"]]), ("ZRANGE BYSCORE REV", [["ZRANGE", "z", half, "-inf", "BYSCORE", "REV"]]),
        ("ZRANGE BYLEX", [["ZRANGE", "lex", "-", "[member:2", "BYLEX"]]), ("ZRANGE LIMIT", [["ZRANGE", "z", "-inf", "inf", "BYSCORE", "LIMIT", n // 2, 10]]),
        ("ZRANGESTORE", [["ZRANGESTORE", "r", "z", 0, -1]]), ("ZCOUNT x1000", [["ZCOUNT", "z", 0, half]] * 1000),
        ("ZLEXCOUNT x1000", [["ZLEXCOUNT", "lex", "-", "[member:2"]] * 1000),
        ("ZUNION", [["ZUNION", 2, "z", "y"]]), ("ZUNION WITHSCORES", [["ZUNION", 2, "z", "y", "WITHSCORES"]]), ("ZINTER", [["ZINTER", 2, "z", "y"]]), ("ZDIFF", [["ZDIFF", 2, "z", "y"]]),
        ("ZUNIONSTORE", [["ZUNIONSTORE", "r", 2, "z", "y"]]), ("ZINTERSTORE", [["ZINTERSTORE", "r", 2, "z", "y"]]),
        ("ZDIFFSTORE", [["ZDIFFSTORE", "r", 2, "z", "y"]]), ("ZINTERCARD", [["ZINTERCARD", 2, "z", "y"]]),
        ("ZREMRANGEBYRANK", [["ZREMRANGEBYRANK", "t", 0, n // 2]], copy), ("ZREMRANGEBYSCORE", [["ZREMRANGEBYSCORE", "t", 0, half]], copy),
        ("ZREMRANGEBYLEX", [["ZREMRANGEBYLEX", "t", "-", "[member:2"]], [["COPY", "lex", "t", "REPLACE"]]),
        ("ZRANDMEMBER few", [["ZRANDMEMBER", "z", n // 10]]), ("ZRANDMEMBER most", [["ZRANDMEMBER", "z", n * 9 // 10]]),
        ("ZRANDMEMBER all", [["ZRANDMEMBER", "z", n]]), ("ZRANDMEMBER -n", [["ZRANDMEMBER", "z", -n]]),
        ("ZPOPMIN n", [["ZPOPMIN", "t", n // 2]], copy), ("ZPOPMAX n", [["ZPOPMAX", "t", n // 2]], copy),
        ("ZMPOP n", [["ZMPOP", 1, "t", "MIN", "COUNT", n // 2]], copy), ("ZSCAN", [["ZSCAN", "z", 0, "COUNT", n]]),
        ("ZMSCORE 100k", [["ZMSCORE", "z", *(f"member:{i * 7}" for i in range(n // 10))]]),
        ("COPY", copy, [["DEL", "t"]]), ("DEL", [["DEL", "t"]], copy), ("DUMP", [["DUMP", "z"]]),
    ]


@group("geo")
def places(n):
    load = fill(["GEOADD", "g"], n, lambda i: (scramble(i) % 3600000 / 10000 - 180, scramble(scramble(i)) % 1700000 / 10000 - 85, f"place:{i}"))
    search = ["GEOSEARCH", "g", "FROMLONLAT", 10, 50]
    store = ["GEOSEARCHSTORE", "r", *search[1:]]
    return load, [
        ("GEOSEARCH radius", [[*search, "BYRADIUS", 5000, "km"]]), ("GEOSEARCH radius ASC", [[*search, "BYRADIUS", 5000, "km", "ASC"]]),
        ("GEOSEARCH world", [[*search, "BYRADIUS", 21000, "km"]]),
        ("GEOSEARCH COUNT", [[*search, "BYRADIUS", 5000, "km", "COUNT", 10]]), ("GEOSEARCH COUNT ANY", [[*search, "BYRADIUS", 5000, "km", "COUNT", 1000, "ANY"]]),
        ("GEOSEARCH WITHDIST", [[*search, "BYRADIUS", 5000, "km", "WITHDIST", "WITHCOORD"]]),
        ("GEOSEARCH box", [[*search, "BYBOX", 8000, 5000, "km"]]),
        ("GEOSEARCH polygon", [["GEOSEARCH", "g", "BYPOLYGON", 4, 0, 0, 60, 0, 60, 60, 0, 60]]),
        ("GEODIST x1000", [["GEODIST", "g", "place:1", f"place:{i + 2}", "km"] for i in range(1000)]),
        ("GEOSEARCHSTORE", [[*store, "BYRADIUS", 5000, "km"]]), ("GEOSEARCHSTORE STOREDIST", [[*store, "BYBOX", 8000, 5000, "km", "STOREDIST"]]),
    ]


@group("sort")
def sorting(n):
    load = fill(["RPUSH", "n"], n, lambda i: (scramble(i),)) + fill(["RPUSH", "l"], n, lambda i: (f"element:{scramble(i)}",))
    load += fill(["SADD", "s"], n, lambda i: (scramble(i),)) + fill(["ZADD", "z"], n, lambda i: (i, scramble(i)))
    load += fill(["RPUSH", "i"], n // 10, lambda i: (i,)) + fill(["MSET"], n // 10, lambda i: (f"weight:{i}", scramble(i)))
    return load, [
        ("SORT", [["SORT", "n"]]), ("SORT DESC", [["SORT", "n", "DESC"]]), ("SORT LIMIT", [["SORT", "n", "LIMIT", 0, 10]]), ("SORT ALPHA", [["SORT", "l", "ALPHA"]]),
        ("SORT set", [["SORT", "s"]]), ("SORT zset", [["SORT", "z"]]), ("SORT BY nosort", [["SORT", "n", "BY", "nosort"]]),
        ("SORT BY 100k", [["SORT", "i", "BY", "weight:*"]]), ("SORT GET 100k", [["SORT", "i", "GET", "weight:*", "GET", "#"]]),
        ("SORT STORE", [["SORT", "n", "STORE", "r"]]),
    ]


@group("stream")
def streams(n):
    load = [["XADD", "x", f"{i + 1}-0", "field", f"value:{i}", "other", i] for i in range(n)]
    load += [["XGROUP", "CREATE", "x", "grp", 0], ["XREADGROUP", "GROUP", "grp", "me", "COUNT", n // 10, "STREAMS", "x", ">"]]
    copy = [["COPY", "x", "t", "REPLACE"]]
    return load, [
        ("XRANGE", [["XRANGE", "x", "-", "+"]]), ("XREVRANGE", [["XREVRANGE", "x", "+", "-"]]), ("XREAD", [["XREAD", "COUNT", n, "STREAMS", "x", 0]]),
        ("XREADGROUP 100k", [["XREADGROUP", "GROUP", "grp", "me", "COUNT", n // 10, "STREAMS", "t", ">"]], copy),
        ("XREADGROUP history", [["XREADGROUP", "GROUP", "grp", "me", "STREAMS", "x", 0]]),
        ("XPENDING 100k", [["XPENDING", "x", "grp", "-", "+", n // 10]]),
        ("XCLAIM 10k", [["XCLAIM", "t", "grp", "you", 0, *(f"{i + 1}-0" for i in range(n // 100))]], copy),
        ("XAUTOCLAIM 100k", [["XAUTOCLAIM", "t", "grp", "you", 0, 0, "COUNT", n // 10]], copy),
        ("XACK 100k", [["XACK", "t", "grp", *(f"{i + 1}-0" for i in range(n // 10))]], copy),
        ("XDEL 100k", [["XDEL", "t", *(f"{i * 7 + 1}-0" for i in range(n // 10))]], copy),
        ("XTRIM half", [["XTRIM", "t", "MAXLEN", n // 2]], copy), ("XTRIM ~", [["XTRIM", "t", "MAXLEN", "~", n // 2, "LIMIT", 0]], copy),
        ("XTRIM MINID", [["XTRIM", "t", "MINID", f"{n // 2}-0"]], copy), ("XINFO FULL", [["XINFO", "STREAM", "x", "FULL", "COUNT", 0]]),
        ("COPY", copy, [["DEL", "t"]]), ("DEL", [["DEL", "t"]], copy), ("DUMP", [["DUMP", "x"]]),
    ]


@group("string")
def strings(n):
    size = 100 * n
    load = [["SETRANGE", name, i, bytes((scramble(i + j) >> 7) % 256 for j in range(1000)) * 100] for name in "ab" for i in range(0, size, 100000)]
    load += [["SETBIT", "last", 8 * size - 1, 1], ["SET", "p", "ab" * (n // 200)], ["SET", "q", "ba" * (n // 200)]]
    for h in range(100):
        load += [["PFADD", f"hll:{h}", *(f"{h}:{i}" for i in range(n // 200))]]
    plls = [f"hll:{h}" for h in range(100)]
    return load, [
        ("BITCOUNT x10", [["BITCOUNT", "a"]] * 10), ("BITPOS", [["BITPOS", "last", 1]]), ("BITOP AND", [["BITOP", "AND", "r", "a", "b"]]),
        ("BITOP XOR", [["BITOP", "XOR", "r", "a", "b"]]), ("BITOP NOT", [["BITOP", "NOT", "r", "a"]]), ("BITOP OR", [["BITOP", "OR", "r", "a", "b"]]),
        ("BITOP three", [["BITOP", "OR", "r", "a", "b", "last"]]),
        ("GET", [["GET", "a"]]), ("GETRANGE", [["GETRANGE", "a", 1, -2]]), ("APPEND", [["APPEND", "t", b"x" * 100000]] * 100, [["DEL", "t"]]),
        ("COPY", [["COPY", "a", "t", "REPLACE"]], [["DEL", "t"]]), ("LCS", [["LCS", "p", "q", "LEN"]]), ("LCS IDX", [["LCS", "p", "q", "IDX"]]),
        ("PFCOUNT 100", [["PFCOUNT", *plls]] * 10), ("PFMERGE 100", [["PFMERGE", "m", *plls]] * 10),
    ]


@group("keys")
def keyspace(n):
    m = n // 10
    names = [f"key:{i}" for i in range(n)]
    load = fill(["MSET"], n, lambda i: (names[i], f"value:{i}"))
    some = names[::10]
    again = [["MSET", *(w for name in some for w in (f"t:{name}", "v"))]]
    gone = [f"t:{name}" for name in some]
    return load, [
        ("KEYS *", [["KEYS", "*"]]), ("KEYS pattern", [["KEYS", "*77*"]]), ("SCAN", [["SCAN", 0, "COUNT", n]]), ("SCAN MATCH TYPE", [["SCAN", 0, "COUNT", n, "MATCH", "*77*", "TYPE", "string"]]),
        ("MGET 100k", [["MGET", *some]]), ("MSET 100k", again), ("EXISTS 100k", [["EXISTS", *some]]), ("TOUCH 100k", [["TOUCH", *some]]),
        ("DEL 100k", [["DEL", *gone]], again), ("UNLINK 100k", [["UNLINK", *gone]], again),
        ("RANDOMKEY x1000", [["RANDOMKEY"]] * 1000),
    ]




def measure(servers, case, options):
    name, commands, before = (*case, [])[:3]
    requests, rounds, elements = b"".join(map(encode, commands)), options.rounds, options.elements
    until = time.monotonic() + options.warm
    while time.monotonic() < until:
        servers[0].run(before)
        servers[0].send(requests)
    costs, bytes_allocated = ([], []), None
    for turn in range(-1, rounds):
        for i, server in enumerate(servers):
            if before:
                server.run(before)
            heap = server.allocated() if i == 0 and turn == rounds - 1 else None
            idle, start, began = server.idle(), cpu_seconds(server.pid), time.monotonic()
            reply = server.send(requests)
            cost = server.settle() - start - idle * (time.monotonic() - began)
            if b"-ERR" in reply[:100] or b"-WRONG" in reply[:100]:
                print(f"{name}: {reply[:100]}")
                return None
            if heap is not None:
                bytes_allocated = server.allocated() - heap
            if turn >= 0:
                costs[i].append(cost * 1e3)
    ratio = statistics.median(a / max(b, 0.1) for a, b in zip(*costs))
    print(f"  {name:24}{statistics.median(costs[0]):10.1f}{statistics.median(costs[1]):10.1f}{ratio:8.2f}"
          f"{bytes_allocated:14}{bytes_allocated / elements:9.2f}{'   <--' if ratio > 1 else ''}", flush=True)
    return ratio


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    home = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
    peer = os.path.join(os.environ.get("CAIRN_PEER_BIN", os.path.expanduser("~/.cache/valkey-peer/bin")), "valkey-server")
    parser.add_argument("--only", default=",".join(GROUPS), help="groups, or group:beginning of a case")
    parser.add_argument("--elements", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--warm", type=float, default=1.5, help="seconds for which ours runs a case before")
    parser.add_argument("--ours", default=os.path.join(home, "bin", "cairn") + " server")
    parser.add_argument("--peer", default=peer)
    parser.add_argument("--port", type=int, default=7175)
    options = parser.parse_args()
    slower = 0
    wanted = [(one.split(":") + [""])[:2] for one in options.only.split(",")]
    for name in dict.fromkeys(group for group, _ in wanted):
        folder = tempfile.mkdtemp(prefix="big-collections-")
        servers = []
        try:
            load, cases = GROUPS[name](options.elements)
            for i, words in enumerate((options.ours, options.peer)):
                data = os.path.join(folder, str(i))
                os.mkdir(data)
                port = str(options.port + i)
                servers.append(Server(shlex.split(words) + ["--port", port, "--dir", data, "--save", "", "--appendonly", "no"], int(port), data))
                for start in range(0, len(load), 1000):
                    servers[-1].run(load[start:start + 1000])
            print(f"{name:26}{'ours ms':>10}{'peer ms':>10}{'ratio':>8}{'heap bytes':>14}{'each':>9}")
            for case in cases:
                if any(group == name and case[0].startswith(prefix) for group, prefix in wanted):
                    ratio = measure(servers, case, options)
                    slower += ratio is not None and ratio > 1
        finally:
            for server in servers:
                server.close()
            shutil.rmtree(folder, ignore_errors=True)
    print(f"{slower} above 1")


if __name__ == "__main__":
    main()
