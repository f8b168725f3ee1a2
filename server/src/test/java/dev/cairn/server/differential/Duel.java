// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

import dev.cairn.server.CairnServer;
import dev.cairn.server.config.Config;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Cairn and a Valkey, with the same clients on both, that get the same commands. */
final class Duel implements AutoCloseable {
    private static final int LARGEST_BATCH = 100;

    private final int protocol;
    private final PeerProcess peer;
    private final Path cairnSocket;
    private final CairnServer cairn;
    private final List<RespClient> ours = new ArrayList<>();
    private final List<RespClient> theirs = new ArrayList<>();

    /** For each client the commands that wait in its transaction, whose replies come with EXEC. */
    private final List<List<Step>> queued = new ArrayList<>();

    Duel(Path folder, int protocol) throws Exception {
        this.protocol = protocol;
        Path peerFolder = Files.createDirectory(folder.resolve("peer"));
        Path cairnFolder = Files.createDirectory(folder.resolve("cairn"));
        peer = PeerProcess.start(peerFolder);
        cairnSocket = cairnFolder.resolve("cairn.sock");
        Config config =
                new Config()
                        .set("port", "0")
                        .set("unixsocket", cairnSocket.toString())
                        .set("dir", cairnFolder.toString())
                        .set("appendonly", "no")
                        .set("save", "")
                        .set("enable-debug-command", "yes");
        CairnServer started = null;
        try {
            started = CairnServer.start(config);
        } finally {
            if (started == null) {
                peer.close();
            }
        }
        cairn = started;
        connect();
    }

    /** Plays a sequence on empty servers and returns the first difference, or null. */
    Difference play(List<Step> steps) throws IOException {
        reset();
        int from = 0;
        while (from < steps.size()) {
            int client = steps.get(from).client();
            int to = from + 1;
            while (to < steps.size()
                    && to - from < LARGEST_BATCH
                    && steps.get(to).client() == client) {
                to++;
            }
            Difference difference = playBatch(steps, from, to, client);
            if (difference != null) {
                return difference;
            }
            from = to;
        }
        return null;
    }

    private Difference playBatch(List<Step> steps, int from, int to, int client)
            throws IOException {
        ByteArrayOutputStream requests = new ByteArrayOutputStream();
        for (Step step : steps.subList(from, to)) {
            requests.writeBytes(step.encoded());
        }
        ours.get(client).send(requests.toByteArray());
        theirs.get(client).send(requests.toByteArray());
        Difference first = null;
        for (int i = from; i < to; i++) {
            Reply our = ours.get(client).read();
            Reply their = theirs.get(client).read();
            if (first == null && !same(steps.get(i), our, their)) {
                first = new Difference(i, steps.get(i), our, their);
            }
        }
        return first;
    }

    private boolean same(Step step, Reply our, Reply their) {
        List<Step> waiting = queued.get(step.client());
        if (our.isQueued() && their.isQueued()) {
            waiting.add(step);
            return true;
        }
        if (!step.name().equals("exec")) {
            if (step.name().equals("discard") || step.name().equals("reset")) {
                waiting.clear();
            }
            return ReplyRules.same(step, our, their);
        }
        List<Step> run = List.copyOf(waiting);
        waiting.clear();
        if (our.items() == null || their.items() == null || our.items().size() != run.size()) {
            return our.equals(their);
        }
        boolean same = our.type() == their.type() && their.items().size() == run.size();
        for (int i = 0; i < run.size() && same; i++) {
            same = ReplyRules.same(run.get(i), our.items().get(i), their.items().get(i));
        }
        return same;
    }

    /** A client of its own to the Cairn. */
    RespClient ourClient() throws IOException {
        return new RespClient(cairnSocket);
    }

    /** A client of its own to the Valkey. */
    RespClient theirClient() throws IOException {
        return new RespClient(peer.socket());
    }

    private void reset() throws IOException {
        disconnect();
        connect();
        ours.getFirst().call("FLUSHALL");
        theirs.getFirst().call("FLUSHALL");
    }

    private void connect() throws IOException {
        for (int i = 0; i < Chance.CLIENTS; i++) {
            ours.add(ourClient());
            theirs.add(theirClient());
            queued.add(new ArrayList<>());
            if (protocol == 3) {
                ours.get(i).call("HELLO", 3);
                theirs.get(i).call("HELLO", 3);
            }
        }
    }

    private void disconnect() throws IOException {
        for (int i = 0; i < ours.size(); i++) {
            ours.get(i).close();
            theirs.get(i).close();
        }
        ours.clear();
        theirs.clear();
        queued.clear();
    }

    @Override
    public void close() throws IOException {
        try {
            disconnect();
            cairn.close();
        } finally {
            peer.close();
        }
    }

    /** Two answers that are not the same: to which step of a sequence, and what both said. */
    record Difference(int index, Step step, Reply ours, Reply theirs) {
        @Override
        public String toString() {
            return step + "\n    Cairn:  " + ours + "\n    Valkey: " + theirs;
        }
    }
}
