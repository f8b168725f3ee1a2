// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.blocking;

import dev.cairn.server.peer.PeerClient;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One server's clients: some that wait, one that acts, and one that watches. */
final class WaitingClients implements AutoCloseable {
    /** Only a defect lets a test wait as long as this. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final Pattern BLOCKED = Pattern.compile("blocked_clients:(\\d+)");

    private final PeerClient actor;
    private final PeerClient watcher;
    private final List<PeerClient> waiters = new ArrayList<>();
    private final List<Long> ids = new ArrayList<>();
    private final List<CompletableFuture<Object>> replies = new ArrayList<>();

    WaitingClients(Path socket, int count) throws IOException {
        actor = new PeerClient(socket);
        watcher = new PeerClient(socket);
        for (int i = 0; i < count; i++) {
            PeerClient waiter = new PeerClient(socket);
            waiters.add(waiter);
            ids.add((Long) waiter.run("CLIENT", "ID"));
            replies.add(null);
        }
    }

    /** Whether this client has a command under way, or a reply that was not taken yet. */
    boolean isBusy(int waiter) {
        return replies.get(waiter) != null;
    }

    /** Sends a command of a client that may have to wait, and returns when it waits or has its reply. */
    void send(int waiter, List<String> command) throws IOException {
        PeerClient client = waiters.get(waiter);
        replies.set(
                waiter,
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return client.run(command.toArray(String[]::new));
                            } catch (IOException e) {
                                throw new AssertionError("connection lost in " + command, e);
                            }
                        },
                        task -> Thread.ofVirtual().start(task)));
        settle();
    }

    /** Runs a command of the client that acts, and returns when everybody whom it serves has the reply. */
    Object act(List<String> command) throws IOException {
        Object reply = actor.run(command.toArray(String[]::new));
        settle();
        return reply;
    }

    Object unblock(int waiter, String how) throws IOException {
        Object reply = watcher.run("CLIENT", "UNBLOCK", ids.get(waiter).toString(), how);
        settle();
        return reply;
    }

    /** A client's reply, after which it may send again; null while it waits. */
    String take(int waiter) {
        CompletableFuture<Object> reply = replies.get(waiter);
        if (reply == null || !reply.isDone()) {
            return null;
        }
        replies.set(waiter, null);
        return "got " + reply.join();
    }

    /** Waits until as many clients are without a reply as the server says that wait. */
    private void settle() throws IOException {
        long began = System.nanoTime();
        while (true) {
            // Counted before the server is asked: whoever is open now and blocked then waits for
            // good.
            long open = replies.stream().filter(each -> each != null && !each.isDone()).count();
            String info = (String) watcher.run("INFO", "clients");
            Matcher blocked = BLOCKED.matcher(info);
            if (!blocked.find()) {
                throw new AssertionError("no count of blocked clients in " + info);
            }
            if (open == Long.parseLong(blocked.group(1))) {
                return;
            }
            if (System.nanoTime() - began > PATIENCE_NANOS) {
                throw new AssertionError(open + " clients have no reply, and " + blocked.group());
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() throws IOException {
        actor.close();
        watcher.close();
        for (PeerClient waiter : waiters) {
            waiter.close();
        }
    }
}
