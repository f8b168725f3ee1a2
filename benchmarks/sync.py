#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What syncing costs, ours and Valkey's side by side, in alternating runs of valkey-benchmark.

    benchmarks/sync.py [--only always,always16,readers,readers10ms,everysec16] [--pairs 5] [--ours "bin/cairn server"]

always       SETs of 50 clients under appendfsync always, without pipelining; always16 with a pipeline of 16
readers      GETs of 50 clients alone, then beside 8 clients that make 3,000 SETs a second under always: the part that is left
readers10ms  the same, when each sync of the log takes 10 ms longer (a library that is preloaded into both; needs gcc)
everysec16   SETs of 50 clients under everysec with a pipeline of 16, and their p99.9, while the log is synced once a second

The servers run on one core and the load on another (--cores). Ratios are taken pair by pair, ours over Valkey's; the
CPU figure is the server's own time per operation. On a machine that does other things too, believe ratios of CPU alone.
"""
import argparse, os, re, shlex, shutil, signal, socket, statistics, subprocess, sys, tempfile, time

from several import several_of

TICKS = os.sysconf("SC_CLK_TCK")
BENCH = os.path.join(os.environ.get("CAIRN_PEER_BIN", os.path.expanduser("~/.cache/valkey-peer/bin")), "valkey-benchmark")
HOME = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
FAULTS = os.path.join(HOME, "recovery-tests/src/test/resources/native/disk_faults.c")
KINDS = {  # name: (appendfsync, delay of each sync in milliseconds, benchmark arguments, requests at full size)
    "always": ("always", 0, ["-t", "set", "-c", "50"], 100_000),
    "always16": ("always", 0, ["-t", "set", "-c", "50", "-P", "16"], 600_000),
    "readers": ("always", 0, ["-t", "get", "-c", "50"], 200_000),
    "readers10ms": ("always", 10, ["-t", "get", "-c", "50"], 200_000),
    "everysec16": ("everysec", 0, ["-t", "set", "-c", "50", "-P", "16"], 8_000_000),
}
WRITERS = ["-t", "set", "-c", "8", "--rps", "3000", "-n", "100000000"]


class Server:
    def __init__(self, words, port, folder, sync, delay, library, core):
        os.mkdir(folder)
        orders = os.path.join(folder, "..", f"faults-{port}")
        with open(orders, "w") as file:
            file.write(f"sleep {delay}" if delay else "ok")
        environment = dict(os.environ, **({"LD_PRELOAD": library, "DISK_FAULTS": orders} if delay else {}))
        words = ["taskset", "-c", core] + words + ["--port", str(port), "--dir", folder]
        words += ["--appendonly", "yes", "--appendfsync", sync, "--save", "", "--auto-aof-rewrite-percentage", "0"]
        self.port = port
        self.out = os.path.join(folder, "..", f"out-{port}")
        with open(self.out, "wb") as log:
            self.process = subprocess.Popen(words, stdout=log, stderr=log, env=environment, start_new_session=True)
        for _ in range(1000):
            try:
                with socket.create_connection(("127.0.0.1", port)) as asking:
                    asking.sendall(b"PING\r\n")
                    if asking.recv(100).startswith(b"+PONG"):
                        return
            except OSError:
                pass
            time.sleep(0.05)
        sys.exit(f"sync: {' '.join(words)} does not listen: see {self.out}")

    def cpu(self):
        fields = open(f"/proc/{self.process.pid}/stat").read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def run(self, arguments, count, core):
        """Operations a second, p99.9 in milliseconds, CPU microseconds per operation."""
        before = self.cpu()
        words = bench(self.port, core) + arguments + ["-n", str(count)]
        done = subprocess.run(words, capture_output=True, text=True, timeout=600)
        used = self.cpu() - before
        rate = re.search(r"throughput summary: ([\d.]+)", done.stdout)
        if done.returncode or not rate:
            sys.exit(f"sync: {' '.join(words)} failed: {done.stdout[-300:]}{done.stderr[-300:]}")
        tail = [float(ms) for part, ms in re.findall(r"([\d.]+)% <= ([\d.]+) milliseconds", done.stdout) if float(part) >= 99.9]
        return float(rate[1]), tail[0] if tail else 0.0, used / count * 1e6

    def close(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def bench(port, core):
    return ["taskset", "-c", core, BENCH, "-p", str(port), "-r", "1000000", "-d", "16"]


def beside_writers(server, arguments, count, core):
    """What part of their throughput readers keep beside writers, in place of operations a second."""
    alone, _, _ = server.run(arguments, count, core)
    writers = subprocess.Popen(bench(server.port, core) + WRITERS, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        time.sleep(0.5)
        beside, tail, cpu = server.run(arguments, count, core)
    finally:
        writers.kill()
        writers.wait()
    return beside / alone, tail, cpu


def measure(kind, options, library):
    sync, delay, arguments, full = KINDS[kind]
    count = max(1000, int(full * options.scale))
    core, client = options.cores.split(",")
    folder = tempfile.mkdtemp(prefix="sync-", dir=options.dir)
    servers = []
    try:
        for name, words in ("ours", shlex.split(options.ours)), ("peer", [options.peer]):
            port = options.port + len(servers)
            servers.append(Server(words, port, os.path.join(folder, name), sync, delay, library, core))
        step = beside_writers if kind.startswith("readers") else Server.run
        for server in servers:  # warms up, and fills what is read
            server.run(["-t", "set", "-c", "50", "-P", "16"], max(10_000, count // 2), client)
            server.run(arguments, count, client)
        return [[step(server, arguments, count, client) for server in servers] for _ in range(options.pairs)]
    finally:
        for server in servers:
            server.close()
        shutil.rmtree(folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", type=several_of(KINDS), default=list(KINDS))
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--ours", default=os.path.join(HOME, "bin", "cairn") + " server")
    parser.add_argument("--peer", default=os.path.join(os.path.dirname(BENCH), "valkey-server"))
    parser.add_argument("--port", type=int, default=7157)
    parser.add_argument("--cores", default="0,1", help="the servers' core and the load's")
    parser.add_argument("--scale", type=float, default=1.0, help="multiplies the number of requests")
    parser.add_argument("--dir", help="where the data folders go")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that no server is left behind
    with tempfile.TemporaryDirectory(prefix="sync-") as folder:
        library = os.path.join(folder, "faults.so")
        if any(KINDS[kind][1] for kind in options.only):
            subprocess.run(["gcc", "-shared", "-fPIC", "-O2", "-o", library, FAULTS, "-ldl"], check=True)
        print(f"{'kind':13}{'ops/s, or part left, o/p':>26}{'ratio':>7} {'min..max':>11}{'p99.9 ms o/p':>18}{'ratio':>7}"
              f"{'CPU us/op o/p':>16}{'ratio':>7}")
        for kind in options.only:
            runs = measure(kind, options, library)
            middle = lambda server, figure: statistics.median(run[server][figure] for run in runs)
            ratios = lambda figure: [run[0][figure] / max(run[1][figure], 1e-6) for run in runs]
            rates = ratios(0)
            digits = 2 if kind.startswith("readers") else 0
            print(f"{kind:13}{middle(0, 0):13.{digits}f}/{middle(1, 0):<12.{digits}f}{statistics.median(rates):7.2f} "
                  f"{min(rates):5.2f}..{max(rates):<4.2f}{middle(0, 1):10.2f}/{middle(1, 1):<7.2f}{statistics.median(ratios(1)):7.2f}"
                  f"{middle(0, 2):9.2f}/{middle(1, 2):<6.2f}{statistics.median(ratios(2)):7.2f}", flush=True)


if __name__ == "__main__":
    main()
