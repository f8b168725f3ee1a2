// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.recovery;

import dev.cairn.aof.CommandLog;
import dev.cairn.aof.LogException;
import dev.cairn.aof.ReplayHandler;
import dev.cairn.server.engine.Engine;
import dev.cairn.server.resp.Request;
import dev.cairn.server.resp.RespDecoder;
import dev.cairn.server.resp.RespLimits;
import dev.cairn.server.session.NoOutput;
import dev.cairn.server.session.Session;
import dev.cairn.storage.Keyspace;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Repeats the log: one thread reads and checks the batches, the command thread runs their commands, a chunk at a time, so
 * that it can answer its clients in between. Both overlap.
 *
 * <p>While a batch is repeated, the keyspace's time is the batch's own: what lay in the future when a command ran does so
 * again, and nothing expires by itself, because the log says what expired. So the data end as they were.
 */
public final class LogReplayer {
    private static final int CHUNKS_UNDERWAY = 8;

    private final Engine engine;
    private final Keyspace keyspace;
    private final Session session = new Session(0, NoOutput.INSTANCE, 0);
    private final Request request = new Request();
    private final RespDecoder decoder;
    private final BlockingQueue<ReplayChunk> filled = new ArrayBlockingQueue<>(CHUNKS_UNDERWAY);
    private final BlockingQueue<ReplayChunk> empty = new ArrayBlockingQueue<>(CHUNKS_UNDERWAY);
    private final CompletableFuture<Void> failure = new CompletableFuture<>();
    private final AtomicLong commands = new AtomicLong();

    /** Who is told how far the replay is, on the thread that calls {@link #replay}. */
    @FunctionalInterface
    public interface Progress {
        void at(long doneBytes, long totalBytes);
    }

    public LogReplayer(Engine engine, Keyspace keyspace) {
        this.engine = engine;
        this.keyspace = keyspace;
        RespLimits limits = new RespLimits();
        limits.maxBulkLength = Integer.MAX_VALUE;
        decoder = new RespDecoder(limits);
        for (int i = 0; i < CHUNKS_UNDERWAY; i++) {
            empty.add(new ReplayChunk());
        }
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
        Reader reader = new Reader(progress);
        log.replay(fromPosition, reader);
        reader.finish();
        CompletableFuture<Void> last = new CompletableFuture<>();
        engine.loop().execute(() -> last.complete(null));
        try {
            CompletableFuture.anyOf(last, failure).get();
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
                    chunk.reset().add(payload, length, wallTimeMillis);
                    repeat(chunk, 0);
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

    /** Gathers batches in chunks; on the reading thread. */
    private final class Reader implements ReplayHandler {
        private final Progress progress;
        private ReplayChunk chunk;

        Reader(Progress progress) {
            this.progress = progress;
        }

        @Override
        public void batch(
                long position, long wallTimeMillis, byte[] payload, int length, int commandCount)
                throws LogException {
            if (chunk == null) {
                chunk = take();
            }
            chunk.add(payload, length, wallTimeMillis);
            if (chunk.isFull()) {
                hand();
            }
        }

        @Override
        public void progress(long doneBytes, long totalBytes) {
            progress.at(doneBytes, totalBytes);
        }

        void finish() {
            if (chunk != null && !chunk.isEmpty()) {
                hand();
            }
        }

        private void hand() {
            // There is room: no more chunks exist than the queue holds.
            filled.add(chunk);
            chunk = null;
            engine.loop().execute(LogReplayer.this::repeatChunk);
        }

        private ReplayChunk take() throws LogException {
            if (failure.isCompletedExceptionally()) {
                throw failed(failure.exceptionNow());
            }
            try {
                return empty.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LogException(
                        "the start was interrupted while the log was being repeated", e);
            }
        }
    }

    /** Runs the commands of one chunk; on the command thread. */
    private void repeatChunk() {
        ReplayChunk chunk = filled.remove();
        try {
            if (!failure.isCompletedExceptionally()) {
                for (int i = 0; i < chunk.batches(); i++) {
                    repeat(chunk, i);
                }
            }
        } catch (LogException | RuntimeException | AssertionError e) {
            failure.completeExceptionally(e);
        } finally {
            empty.add(chunk.reset());
        }
    }

    private void repeat(ReplayChunk chunk, int batch) throws LogException {
        keyspace.tick(chunk.wallTimeMillis(batch));
        byte[] bytes = chunk.bytes();
        int end = chunk.end(batch);
        int count = 0;
        for (int at = chunk.start(batch); at < end; ) {
            if (decoder.decode(bytes, at, end, true, request) != RespDecoder.Outcome.REQUEST) {
                throw new LogException(
                        "a batch of the log holds what is no command, "
                                + (at - chunk.start(batch))
                                + " bytes from its begin: "
                                + decoder.error());
            }
            if (!engine.replay(session, request)) {
                throw new LogException(
                        "the log holds a command that this version does not know: "
                                + request.arg(0)
                                + " with "
                                + (request.count() - 1)
                                + " arguments; start the version that wrote it");
            }
            at += decoder.consumed();
            count++;
        }
        commands.lazySet(commands.get() + count);
    }
}
