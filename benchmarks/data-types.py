#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Throughput and CPU time per command of each data type, ours beside Valkey's, in alternating runs of valkey-benchmark.

    benchmarks/data-types.py [--quick] [--only LPUSH,ZADD] [--on keys,hot] [--depths 1,16] [--ours "bin/cairn server"]

Both servers run on core 0 with appendonly yes and appendfsync everysec, the load on core 1. Each command is measured on
many small collections chosen at random (keys) and on one big collection (hot). Both servers hold the same data before
each measurement; ours has run enough of the command before to be compiled. Runs alternate and ratios are taken pair by
pair, so they hold while the machine's speed drifts. Printed per command: the throughput ratio (ours / Valkey's, above 1
is better) and the CPU ratio (time of the server process but for the JVM's compilers, below 1 is better), median and range.
On a machine with other load only the CPU ratio means something. --quick takes about ten minutes.
"""
import argparse, csv, io, os, shlex, shutil, signal, statistics, subprocess, sys, tempfile, time

from several import several_of

sys.dont_write_bytecode = True
from memory import Server, cpu_seconds, template

CONFIG = ["--save", "", "--appendonly", "yes", "--appendfsync", "everysec", "--auto-aof-rewrite-percentage", "0"]
R = "__rand_int__"
SMALL = 10  # elements of each small collection
KEYS = 50_000  # small collections
BIG = 250_000  # elements of the big one


def words(text):
    return [word.encode() for word in text.split()]


def each(text):
    """Fills many small collections: one command each."""
    return [(template(*words(text)), KEYS)]


def one(text, count=BIG):
    """Fills the big collection: one command per element."""
    return [(template(*words(text)), count)]


def numbered(pattern):
    return " ".join(pattern.replace("#", str(i)) for i in range(SMALL))


LIST = each("RPUSH list:@ " + numbered("value-#"))
SET = each("SADD set:@ " + numbered("member-#"))
ZSET = each("ZADD zset:@ " + numbered("# member-#"))
HASH = each("HSET hash:@ " + numbered("field-# value-#"))
STREAM = [(template(*words(f"XADD stream:@ 1-{i} field value")), KEYS) for i in range(1, 4)]
GROUPS = STREAM + each("XGROUP CREATE stream:@ g 0")
STRING = each("SET key:@ value")
NUMBERS = each("SET number:@ 12")
GEO = one(f"GEOADD geo:@ {numbered('13.# 52.# place-#')}", KEYS)
HLL = each("PFADD hll:@ " + numbered("m#"))
BIGLIST = one("RPUSH list value:@")
BIGSET = one("SADD set member:@")
BIGZSET = one("ZADD zset @ member:@")
BIGHASH = one("HSET hash field:@ value:@")
BIGSTREAM = one("XADD stream 1-@ field value")
BIGGROUP = BIGSTREAM + [(template(*words("XGROUP CREATE stream g 0")), 1)]
BIGGEO = one("GEOADD geo @e-4 @e-4 place:@", BIG)
TEN = [(template(*words("HSET hash " + numbered("field-# value-#"))), 1)]
PLAIN = []

# command: (filled, with many keys, range) and (filled, with one, range). What takes elements away is filled before each run.
TESTS = {
    "LPUSH": ((PLAIN, f"LPUSH list:{R} __data__", KEYS), (PLAIN, "LPUSH list __data__", 1)),
    "RPUSH": ((PLAIN, f"RPUSH list:{R} __data__", KEYS), (PLAIN, "RPUSH list __data__", 1)),
    "LPOP": ((LIST, f"LPOP list:{R}", KEYS), (BIGLIST, "LPOP list", 1)),
    "RPOP": ((LIST, f"RPOP list:{R}", KEYS), (BIGLIST, "RPOP list", 1)),
    "LRANGE_100": (None, (BIGLIST, "LRANGE list 0 99", 1)),
    "LRANGE_600": (None, (BIGLIST, "LRANGE list 0 599", 1)),
    "LINDEX": ((LIST, f"LINDEX list:{R} 5", KEYS), (BIGLIST, "LINDEX list 125000", 1)),
    "SADD": ((PLAIN, f"SADD set:{R} member:{R}", KEYS), (PLAIN, f"SADD set member:{R}", BIG)),
    "SREM": ((SET, f"SREM set:{R} member-5", KEYS), (BIGSET, f"SREM set member:{R}", BIG)),
    "SISMEMBER": ((SET, f"SISMEMBER set:{R} member-5", KEYS), (BIGSET, f"SISMEMBER set member:{R}", BIG)),
    "SPOP": ((SET, f"SPOP set:{R}", KEYS), (BIGSET, "SPOP set", 1)),
    "ZADD": ((PLAIN, f"ZADD zset:{R} {R} member:{R}", KEYS), (PLAIN, f"ZADD zset {R} member:{R}", BIG)),
    "ZINCRBY": ((ZSET, f"ZINCRBY zset:{R} 1 member-5", KEYS), (BIGZSET, f"ZINCRBY zset 1 member:{R}", BIG)),
    "ZRANGE": ((ZSET, f"ZRANGE zset:{R} 0 9", KEYS), (BIGZSET, "ZRANGE zset 0 9", 1)),
    "ZRANGEBYSCORE": ((ZSET, f"ZRANGEBYSCORE zset:{R} 3 7", KEYS), (BIGZSET, f"ZRANGEBYSCORE zset {R} +inf LIMIT 0 10", BIG)),
    "ZSCORE": ((ZSET, f"ZSCORE zset:{R} member-5", KEYS), (BIGZSET, f"ZSCORE zset member:{R}", BIG)),
    "ZRANK": ((ZSET, f"ZRANK zset:{R} member-5", KEYS), (BIGZSET, f"ZRANK zset member:{R}", BIG)),
    "ZPOPMIN": ((ZSET, f"ZPOPMIN zset:{R}", KEYS), (BIGZSET, "ZPOPMIN zset", 1)),
    "XADD": ((PLAIN, f"XADD stream:{R} * field __data__", KEYS), (PLAIN, "XADD stream * field __data__", 1)),
    "XADD_MAXLEN": ((PLAIN, f"XADD stream:{R} MAXLEN ~ 10 * field __data__", KEYS), (PLAIN, "XADD stream MAXLEN ~ 1000 * field __data__", 1)),
    "XRANGE": ((STREAM, f"XRANGE stream:{R} - + COUNT 10", KEYS), (BIGSTREAM, f"XRANGE stream 1-{R} + COUNT 10", BIG)),
    "XREAD": ((STREAM, f"XREAD COUNT 10 STREAMS stream:{R} 0", KEYS), (BIGSTREAM, f"XREAD COUNT 10 STREAMS stream 1-{R}", BIG)),
    "XREADGROUP": ((GROUPS, "XREADGROUP GROUP g c COUNT 1 STREAMS stream:__rand_1st__ > ; XACK stream:__rand_1st__ g 1-1", KEYS),
                   (BIGGROUP, f"XREADGROUP GROUP g c COUNT 1 STREAMS stream > ; XACK stream g 1-{R}", BIG)),
    "HSET": ((PLAIN, f"HSET hash:{R} field:{R} __data__", KEYS), (PLAIN, f"HSET hash field:{R} __data__", BIG)),
    "HGET": ((HASH, f"HGET hash:{R} field-5", KEYS), (BIGHASH, f"HGET hash field:{R}", BIG)),
    "HMGET": ((HASH, f"HMGET hash:{R} field-1 field-5 field-9", KEYS), (BIGHASH, f"HMGET hash field:{R} field:{R} field:{R}", BIG)),
    "HINCRBY": ((PLAIN, f"HINCRBY hash:{R} field 1", KEYS), (PLAIN, f"HINCRBY hash field:{R} 1", BIG)),
    "HGETALL": ((HASH, f"HGETALL hash:{R}", KEYS), (TEN, "HGETALL hash", 1)),
    "INCR": ((NUMBERS, f"INCR number:{R}", KEYS), (PLAIN, "INCR number", 1)),
    "SET_EX": ((STRING, f"SET key:{R} __data__ EX 1000", KEYS), (PLAIN, "SET key __data__ EX 1000", 1)),
    "MGET_10": ((STRING, "MGET" + f" key:{R}" * 10, KEYS), (PLAIN, "MGET" + " key" * 10, 1)),
    "MSET_10": ((STRING, "MSET" + f" key:{R} __data__" * 10, KEYS), (PLAIN, "MSET " + numbered("key# __data__"), 1)),
    "SETBIT": ((PLAIN, f"SETBIT bits:{R} 100 1", KEYS), (PLAIN, f"SETBIT bits {R} 1", BIG)),
    "GEOADD": ((PLAIN, f"GEOADD geo:{R} {R}e-3 {R}e-3 place:{R}", KEYS), (PLAIN, f"GEOADD geo {R}e-4 {R}e-4 place:{R}", BIG)),
    "GEOSEARCH": ((GEO, f"GEOSEARCH geo:{R} FROMLONLAT 13.5 52.5 BYRADIUS 30 km ASC COUNT 10", KEYS),
                  (BIGGEO, f"GEOSEARCH geo FROMLONLAT {R}e-4 {R}e-4 BYRADIUS 10 km ASC COUNT 10", BIG)),
    "PFADD": ((PLAIN, f"PFADD hll:{R} m:{R}", KEYS), (PLAIN, f"PFADD hll m:{R}", BIG)),
    "PFCOUNT": ((HLL, f"PFCOUNT hll:{R}", KEYS), (HLL, "PFCOUNT hll:000000000005", 1)),
}
TAKING = {"LPOP", "RPOP", "SREM", "SPOP", "ZPOPMIN", "XREADGROUP"}
HEAVY = {"LRANGE_100": 8, "LRANGE_600": 40, "MSET_10": 5, "MGET_10": 5, "GEOSEARCH": 8, "XRANGE": 4, "XREAD": 4}


def settle(pid):
    """Waits until what a flush left to do is done."""
    for _ in range(40):
        before = cpu_seconds(pid)
        time.sleep(0.05)
        if cpu_seconds(pid) - before < 0.003:
            return


class Bench:
    def __init__(self, options, tool):
        self.options, self.tool = options, tool

    def fill(self, server, filling):
        server.ask(b"FLUSHALL")
        for make, count in filling:
            server.load(make, 0, count)
        settle(server.pid)

    def run(self, server, text, span, depth, requests):
        """Requests per second and CPU microseconds per request."""
        call = ["taskset", "-c", self.options.client_core, self.tool, "-p", str(server.port), "-n", str(requests),
                "-r", str(span), "-d", "16", "-c", "50", "-P", str(depth), "--csv", *(["--sequential"] if " ; " in text else []),
                *text.split()]
        before = cpu_seconds(server.pid)
        done = subprocess.run(call, capture_output=True, text=True, timeout=600)
        used = cpu_seconds(server.pid) - before
        rows = [row for row in csv.reader(io.StringIO(done.stdout)) if len(row) >= 8 and row[0] != "test"]
        if done.returncode or not rows or "rror" in done.stderr:
            sys.exit(f"types: {' '.join(call)} failed: {done.stdout[-300:]}{done.stderr[-300:]}")
        return float(rows[-1][1]), used / requests * 1e6

    def compare(self, name, case, depth, ours, peer):
        filling, text, span = case
        taking = name in TAKING
        weight = HEAVY.get(name, 1)
        warm = self.options.warm // weight
        requests = max(2000, int(self.options.requests * (1 if depth > 1 else 0.25)) // weight)
        if taking:
            requests = min(requests, BIG)
        self.fill(ours, filling)
        while warm > 0:
            some = min(warm, BIG) if taking else warm
            self.run(ours, text, span, 16, some)
            warm -= some
            if taking and warm > 0:
                self.fill(ours, filling)
        pairs = []
        for pair in range(self.options.pairs):
            if taking or pair == 0:
                self.fill(ours, filling)
                self.fill(peer, filling)
            pairs.append((self.run(ours, text, span, depth, requests), self.run(peer, text, span, depth, requests)))
        return pairs


def start(words_of, port):
    folder = tempfile.mkdtemp(prefix="types-")
    os.mkdir(os.path.join(folder, "data"))
    return Server(["taskset", "-c", "0", *words_of, "--port", str(port), "--dir", os.path.join(folder, "data"), *CONFIG], port, folder), folder


def row(label, pairs):
    rate = [o[0] / p[0] for o, p in pairs]
    cpu = [o[1] / p[1] for o, p in pairs]
    median = statistics.median
    ours, peer = (median(pair[side][1] for pair in pairs) for side in (0, 1))
    return (f"{label:24}{median(rate):8.2f}  {min(rate):5.2f}..{max(rate):<5.2f}{median(cpu):8.2f}  {min(cpu):5.2f}..{max(cpu):<5.2f}"
            f"{ours:10.2f}/{peer:<8.2f}{'  <-' if median(cpu) > 1 else ''}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    home = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    folder = os.environ.get("CAIRN_PEER_BIN", os.path.expanduser("~/.cache/valkey-peer/bin"))
    parser.add_argument("--only", type=several_of(TESTS), default=list(TESTS))
    parser.add_argument("--on", default="keys,hot")
    parser.add_argument("--depths", default="1,16")
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--requests", type=int, default=1_000_000, help="requests of a run with pipelines of 16")
    parser.add_argument("--warm", type=int, default=3_000_000, help="requests that ours runs before")
    parser.add_argument("--quick", action="store_true", help="three short pairs after a short warming")
    parser.add_argument("--ours", default=os.path.join(home, "bin", "cairn") + " server")
    parser.add_argument("--peer", default=os.path.join(folder, "valkey-server"))
    parser.add_argument("--client-core", default="1")
    parser.add_argument("--port", type=int, default=7140)
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    if options.quick:
        options.pairs, options.requests, options.warm = 3, 200_000, 600_000
    bench = Bench(options, os.path.join(folder, "valkey-benchmark"))
    (ours, ours_folder), (peer, peer_folder) = start(shlex.split(options.ours), options.port), start(shlex.split(options.peer), options.port + 1)
    try:
        bench.run(ours, f"SET key:{R} __data__", KEYS, 16, options.warm)
        print(f"{'command':24}{'rps':>8}{'min..max':>14}{'cpu':>8}{'min..max':>14}{'cpu us o/p':>14}", flush=True)
        for name in options.only:
            for kind, case in zip(("keys", "hot"), TESTS[name]):
                if case is None or kind not in options.on.split(","):
                    continue
                for depth in map(int, options.depths.split(",")):
                    print(row(f"{name} {kind} P{depth}", bench.compare(name, case, depth, ours, peer)), flush=True)
    finally:
        ours.close()
        peer.close()
        for used in (ours_folder, peer_folder):
            shutil.rmtree(used, ignore_errors=True)


if __name__ == "__main__":
    main()
