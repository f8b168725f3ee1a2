// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.feed;

import dev.cairn.aof.CommandLog;
import dev.cairn.aof.LogException;
import dev.cairn.server.command.ChangeFeed;
import dev.cairn.server.engine.EngineLoop;
import dev.cairn.server.resp.RespBuilder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Reads the log for clients, on a thread of its own that begins with the first of them. What they get is durable: no power
 * loss takes a position back that a client has seen.
 *
 * <p>A client comes again with the position it got to, so the cursors that were used last stay open there.
 */
public final class LogFeed implements ChangeFeed, AutoCloseable {
    /** A reply ends with the command that reaches it. */
    private static final int REPLY_BYTES = 1 << 20;

    private static final int OPEN_CURSORS = 8;
    private static final long LOOK_MILLIS = 10;

    /** So many looks pass between two wishes for a sync: readers must not make everysec an always. */
    private static final int LOOKS_PER_SYNC = 10;

    private final EngineLoop loop;
    private final CommandLog log;
    private final Path logFolder;
    private final BlockingQueue<Wish> wishes = new LinkedBlockingQueue<>();
    private final List<Wish> waiting = new ArrayList<>();
    private final Map<Long, FeedCursor> cursors = new LinkedHashMap<>();
    private Thread thread;
    private volatile boolean closed;
    private int looks;

    private record Wish(
            long from, long mostCommands, boolean waits, long submitted, Reader reader) {}

    public LogFeed(EngineLoop loop, CommandLog log, Path logFolder) {
        this.loop = loop;
        this.log = log;
        this.logFolder = logFolder;
    }

    @Override
    public void read(long from, long mostCommands, boolean waits, Reader reader) {
        if (thread == null) {
            thread = new Thread(this::run, "cairn-feed");
            thread.setDaemon(true);
            thread.start();
        }
        wishes.add(new Wish(from, mostCommands, waits, log.submittedPosition(), reader));
    }

    private void run() {
        try {
            while (!closed) {
                Wish wish =
                        waiting.isEmpty()
                                ? wishes.take()
                                : wishes.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (wish != null) {
                    waiting.add(wish);
                    wishes.drainTo(waiting);
                }
                serve();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closeCursors();
        }
    }

    private void serve() {
        long durable = log.durablePosition();
        boolean behind = false;
        for (Iterator<Wish> each = waiting.iterator(); each.hasNext(); ) {
            Wish wish = each.next();
            boolean due = durable > wish.from || (!wish.waits && durable >= wish.submitted);
            if (!wish.reader.isWaiting() || (due && answer(wish, durable))) {
                each.remove();
            } else {
                behind |= log.submittedPosition() > durable;
            }
        }
        if (behind && looks++ % LOOKS_PER_SYNC == 0) {
            log.requestSync();
        }
    }

    /** Reads for one client; false when it goes on waiting. */
    private boolean answer(Wish wish, long durable) {
        byte[] commands;
        try {
            commands = read(wish, durable);
        } catch (IOException | LogException | RuntimeException e) {
            String why = e.getMessage() == null ? e.toString() : e.getMessage();
            tell(wish, () -> wish.reader.failed(why));
            return true;
        }
        if (commands != null) {
            tell(wish, () -> wish.reader.commands(commands));
        } else if (!wish.waits) {
            tell(wish, wish.reader::nothing);
        }
        return commands != null || !wish.waits;
    }

    private void tell(Wish wish, Runnable outcome) {
        loop.execute(
                () -> {
                    if (wish.reader.isWaiting()) {
                        outcome.run();
                    }
                });
    }

    private byte[] read(Wish wish, long durable) throws IOException, LogException {
        FeedCursor cursor = cursors.remove(wish.from);
        boolean well = false;
        if (cursor == null) {
            cursor = new FeedCursor(logFolder, wish.from);
        }
        try {
            RespBuilder body = new RespBuilder();
            int count = 0;
            while (count < wish.mostCommands
                    && body.length() < REPLY_BYTES
                    && cursor.next(durable)) {
                append(body, cursor);
                count++;
            }
            well = true;
            return count == 0 ? null : withHead(body, count);
        } finally {
            if (well) {
                keep(cursor);
            } else {
                cursor.close();
            }
        }
    }

    private static void append(RespBuilder body, FeedCursor cursor) {
        var command = cursor.command();
        body.array(4)
                .integer(cursor.position())
                .integer(cursor.timeMillis())
                .integer(cursor.database())
                .raw(command.rawArray(), command.rawOffset(), command.rawLength());
    }

    private static byte[] withHead(RespBuilder body, int count) {
        RespBuilder whole = new RespBuilder();
        whole.array(count).raw(body.array(), 0, body.length());
        return Arrays.copyOf(whole.array(), whole.length());
    }

    private void keep(FeedCursor cursor) throws IOException {
        FeedCursor other = cursors.put(cursor.position(), cursor);
        if (other != null) {
            other.close();
        }
        if (cursors.size() > OPEN_CURSORS) {
            Iterator<FeedCursor> oldest = cursors.values().iterator();
            FeedCursor gone = oldest.next();
            oldest.remove();
            gone.close();
        }
    }

    private void closeCursors() {
        for (FeedCursor cursor : cursors.values()) {
            try {
                cursor.close();
            } catch (IOException ignored) {
                // It was only read.
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
