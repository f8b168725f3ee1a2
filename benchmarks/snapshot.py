#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What clients feel of a snapshot, ours and Valkey's, while others write at full speed.

    benchmarks/snapshot.py [--keys 5000000] [--hash] [--clients 20] [--seconds 10]
                           [--ours "bin/cairn server"] [--peer valkey-server]

Each server is loaded and then written to by valkey-benchmark with some clients without a pipeline: for some seconds as it is,
and for as long again while it saves. Before, both have saved once under the same load: the JVM compiles what it meets often.
With --hash the writers change the fields of one hash of a million fields, which is in the snapshot beside the keys. Printed for
both spans: commands per second, the 99.9th percentile of the writers, the longest gap between two replies that a client of its
own saw while the writers were all there, the longest round of our command thread by its own clock, the part of the time in which
the thread that runs commands could have run and had no core, and what memory the snapshot took beside the data: growth of the
process, of its fork's own pages with Valkey.
Keep a core free for the clients: what is measured is how long the server lets them wait. Where that thread waits for a core,
the gaps are those of the machine: a turn that somebody else gets lasts some three milliseconds.
"""
import argparse, multiprocessing, os, re, shlex, shutil, socket, subprocess, tempfile, time

from memory import Server, template

LOAD = template(b"SET", b"key:@", b"val:@")
FIELDS = template(b"HSET", b"hash", b"fld:@", b"val:@")
HASH_FIELDS = 1_000_000
APART = 0.4  # Seconds between the writers' beginning, the asking one's and the span's; it ends well before the writers do.


def probe(port, going, longest):
    """Asks for one key all the time, and keeps the longest that a reply took."""
    client = socket.create_connection(("127.0.0.1", port))
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    while going.value:
        begin = time.perf_counter()
        client.sendall(b"*2\r\n$3\r\nGET\r\n$16\r\nkey:000000000001\r\n")
        client.recv(1000)
        longest.value = max(longest.value, (time.perf_counter() - begin) * 1000)


class Writers:
    def __init__(self, program, port, options):
        command = [program, "-p", str(port), "-c", str(options.clients), "--precision", "3", "--duration", str(options.seconds)]
        if options.hash:
            command += ["-r", str(HASH_FIELDS), "HSET", "hash", "fld:__rand_int__", "new:__rand_int__"]
        else:
            command += ["-r", str(options.keys), "SET", "key:__rand_int__", "new:__rand_int__"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)

    def figures(self):
        """Commands per second, and the 99.9th percentile in milliseconds."""
        text = self.process.communicate()[0]
        rate = float(re.search(r"throughput summary: ([\d.]+)", text).group(1))
        points = [(float(share), float(ms)) for share, ms in re.findall(r"([\d.]+)% <= ([\d.]+) milliseconds", text)]
        return rate, min((ms for share, ms in points if share >= 99.9), default=float("nan"))


def waited(server):
    """Seconds that the thread which runs commands has spent ready to run, without a core."""
    for task in os.listdir(f"/proc/{server.pid}/task"):
        try:
            name = open(f"/proc/{server.pid}/task/{task}/comm").read().strip()
            if name == "cairn-command" or (name != "java" and task == str(server.pid)):
                return int(open(f"/proc/{server.pid}/task/{task}/schedstat").read().split()[1]) / 1e9
        except OSError:
            continue  # It has ended meanwhile.
    return 0.0


def span(server, options, program, saving):
    going = multiprocessing.Value("b", 1)
    longest = multiprocessing.Value("d", 0.0)
    asking = multiprocessing.Process(target=probe, args=(server.port, going, longest))
    before = server.memory()
    writers = Writers(program, server.port, options)
    last = time.time() + options.seconds - 4 * APART
    time.sleep(APART)
    asking.start()
    time.sleep(APART)
    server.ask(b"CONFIG", b"RESETSTAT")
    longest.value = 0.0
    grown, saved, ended = 0, 0.0, not saving
    begin = time.time()
    cores = waited(server)
    before_save = server.ask(b"LASTSAVE")
    if saving:
        server.ask(b"BGSAVE")
    while not ended or time.time() < last:
        time.sleep(0.05)
        grown = max(grown, server.memory() - before)
        # Not INFO: the first one after a while lets others wait, and each leaves something to Java's collector.
        if server.ask(b"LASTSAVE") != before_save and not ended:
            ended, saved = True, time.time() - begin
        if not ended and time.time() >= last:
            print("snapshot: it takes longer than the writers write; take more --seconds", flush=True)
            ended = True
    going.value = 0
    own = int(server.field("cairn", "eventloop_longest_usec")) / 1000
    cores = (waited(server) - cores) / (time.time() - begin)
    asking.join()
    rate, percentile = writers.figures()
    cow = int(server.field("persistence", "rdb_last_cow_size")) if saving else 0
    return rate, percentile, longest.value, own, cores, max(grown, cow) / max(1, before), saved


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    home = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
    bin = os.environ.get("CAIRN_PEER_BIN", os.path.expanduser("~/.cache/valkey-peer/bin"))
    parser.add_argument("--keys", type=int, default=5_000_000)
    parser.add_argument("--hash", action="store_true")
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--ours", default=os.path.join(home, "bin", "cairn") + " server --appendonly no")
    parser.add_argument("--peer", default=os.path.join(bin, "valkey-server"))
    parser.add_argument("--benchmark", default=os.path.join(bin, "valkey-benchmark"))
    parser.add_argument("--port", type=int, default=7175)
    options = parser.parse_args()
    print(f"{'':6}{'':10}{'per second':>11}{'p99.9 ms':>10}{'gap ms':>9}{'own ms':>9}{'no core':>9}{'memory':>9}{'seconds':>9}")
    for name, words in (("ours", options.ours), ("peer", options.peer)):
        folder = tempfile.mkdtemp(prefix="snapshot-")
        server = Server(shlex.split(words) + ["--port", str(options.port), "--dir", folder, "--save", ""], options.port, folder)
        try:
            server.load(LOAD, 0, options.keys)
            if options.hash:
                server.load(FIELDS, 0, HASH_FIELDS)
            span(server, options, options.benchmark, True)
            for saving in (False, True):
                rate, percentile, gap, own, cores, grown, saved = span(server, options, options.benchmark, saving)
                print(f"{name:6}{'snapshot' if saving else 'quiet':10}{rate:11.0f}{percentile:10.3f}{gap:9.1f}{own:9.1f}"
                      f"{cores:9.1%}{grown:9.1%}{saved:9.1f}", flush=True)
        finally:
            server.close()
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
