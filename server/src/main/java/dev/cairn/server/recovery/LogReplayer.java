// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.recovery;

import dev.cairn.aof.CommandLog;
import dev.cairn.aof.LogException;
import dev.cairn.aof.ReplayHandler;
import dev.cairn.server.engine.Engine;
import dev.cairn.server.resp.Request;
import dev.cairn.server.session.NoOutput;
import dev.cairn.server.session.Session;
import dev.cairn.storage.Database;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.memory.ByteSlice;

import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Repeats the log: one thread reads and checks the batches and finds their commands, the command thread runs these, a chunk
 * at a time, so that it can answer its clients in between. Both overlap. The keys of some commands at once are looked up
 * ahead, so that the waits for their memory overlap too.
 *
 * <p>While a batch is repeated, the keyspace's time is the batch's own: what lay in the future when a command ran does so
 * again, and nothing expires by itself, because the log says what expired. So the data end as they were.
 */
public final class LogReplayer {
    /** How many commands' keys are fetched ahead together. */
    private static final int AHEAD = 32;

    private final Engine engine;
    private final Keyspace keyspace;
    private final Session session = new Session(0, NoOutput.INSTANCE, 0);
    private final Request request = new Request();
    private final ByteSlice[] keysAhead =
            Stream.generate(ByteSlice::new).limit(AHEAD).toArray(ByteSlice[]::new);
    private final ReplayChunk.Finder finder;
    private final long[] keysBefore;
    private final AtomicLong commands = new AtomicLong();

    /** Who is told how far the replay is, on the thread that calls {@link #replay}. */
    @FunctionalInterface
    public interface Progress {
        void at(long doneBytes, long totalBytes);
    }

    public LogReplayer(Engine engine, Keyspace keyspace) {
        this.engine = engine;
        this.keyspace = keyspace;
        // All databases hash alike, and hashing touches nothing but the key.
        ToLongFunction<ByteSlice> hash = keyspace.database(0)::changeHash;
        this.finder = new ReplayChunk.Finder(hash);
        this.keysBefore = new long[keyspace.databaseCount()];
        Arrays.setAll(keysBefore, i -> keyspace.database(i).size());
    }

    /**
     * Repeats all batches from a position on and returns when the command thread has run them; not to be called on the
     * command thread.
     *
     * @return how many commands were repeated
     * @throws LogException a batch is damaged, or holds what this server cannot run
     */
    public long replay(CommandLog log, long fromPosition, Progress progress)
            throws LogException, InterruptedException {
        ChunkBelt<ReplayChunk> belt =
                new ChunkBelt<>(
                        engine.loop(), keyspace.memoryAhead(), ReplayChunk::new, this::repeatAll);
        Reader reader = new Reader(belt, progress, fromPosition, log.status().appendedPosition());
        log.replay(fromPosition, reader);
        try {
            reader.finish();
        } catch (ExecutionException e) {
            throw failed(e.getCause());
        }
        return commands.get();
    }

    /**
     * Repeats all batches from a position on while the caller waits, who is the command thread: nobody else is served
     * meanwhile.
     */
    public void replayHere(CommandLog log, long fromPosition) throws LogException {
        ReplayChunk chunk = new ReplayChunk();
        log.replay(
                fromPosition,
                (position, wallTimeMillis, payload, length, commandCount) -> {
                    for (int at = 0; at < length; ) {
                        at = chunk.add(payload, at, length, wallTimeMillis, finder);
                        repeatAll(chunk);
                    }
                });
    }

    /** How many commands have been repeated so far; any thread. */
    public long commands() {
        return commands.get();
    }

    private static LogException failed(Throwable cause) {
        if (cause instanceof LogException problem) {
            return problem;
        }
        return new LogException("repeating the log failed: " + cause, cause);
    }

    /** Gathers the batches' commands in chunks; on the reading thread. */
    private final class Reader implements ReplayHandler {
        private final ChunkBelt<ReplayChunk> belt;
        private final Progress progress;
        private final long from;
        private final long end;
        private long reached;
        private ReplayChunk chunk;

        Reader(ChunkBelt<ReplayChunk> belt, Progress progress, long from, long end) {
            this.belt = belt;
            this.progress = progress;
            this.from = from;
            this.end = end;
        }

        @Override
        public void batch(
                long position, long wallTimeMillis, byte[] payload, int length, int commandCount)
                throws LogException {
            for (int at = 0; at < length; ) {
                if (chunk == null) {
                    chunk = take();
                }
                at = chunk.add(payload, at, length, wallTimeMillis, finder);
                reached = position + at;
                if (chunk.isFull()) {
                    hand();
                }
            }
        }

        @Override
        public void progress(long doneBytes, long totalBytes) {
            progress.at(doneBytes, totalBytes);
        }

        void finish() throws InterruptedException, ExecutionException {
            if (chunk != null) {
                hand();
            }
            belt.finish();
        }

        private void hand() {
            chunk.behind((double) (end - reached) / (reached - from));
            belt.hand(chunk);
            chunk = null;
        }

        private ReplayChunk take() throws LogException {
            try {
                return belt.take();
            } catch (ExecutionException e) {
                throw failed(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LogException(
                        "the start was interrupted while the log was being repeated", e);
            }
        }
    }

    /** Runs the commands of one chunk, and empties it; on the command thread. */
    private void repeatAll(ReplayChunk chunk) throws LogException {
        try {
            int command = 0;
            for (int run = 0; run < chunk.runs(); run++) {
                keyspace.tick(chunk.wallTimeMillis(run));
                for (int end = chunk.end(run); command < end; command++) {
                    if (command % AHEAD == 0) {
                        lookAhead(chunk, command);
                    }
                    repeat(chunk, command);
                }
            }
            commands.lazySet(commands.get() + command);
            expectMore(chunk.behind());
        } finally {
            chunk.reset();
        }
    }

    /** What has become of the log so far tells what will become of the rest, and so how far tables will grow. */
    private void expectMore(double multiple) {
        Database database = keyspace.database(session.database());
        long keys = database.size();
        long made = Math.max(keys - keysBefore[session.database()], 0);
        if (keys > 0) {
            database.growTowards(keys + (long) (made * multiple));
        }
    }

    private void lookAhead(ReplayChunk chunk, int from) {
        int count = Math.min(AHEAD, chunk.commands() - from);
        for (int i = 0; i < count; i++) {
            chunk.readKey(from + i, keysAhead[i]);
        }
        keyspace.database(session.database()).prefetch(keysAhead, count);
    }

    private void repeat(ReplayChunk chunk, int command) throws LogException {
        chunk.read(command, request);
        if (!engine.replay(session, request)) {
            throw new LogException(
                    "the log holds a command that this version does not know: "
                            + request.arg(0)
                            + " with "
                            + (request.count() - 1)
                            + " arguments; start the version that wrote it");
        }
    }
}
