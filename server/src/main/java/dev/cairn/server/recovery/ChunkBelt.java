// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.recovery;

import dev.cairn.server.engine.EngineLoop;
import dev.cairn.storage.memory.MemoryAhead;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Carries chunks from a thread that fills them to the command thread, which uses them up one at a time and answers its
 * clients in between. So both overlap, and no more is under way than a few chunks hold.
 *
 * <p>Once a chunk cannot be used, those behind it are not used either, and the filling thread learns why.
 */
final class ChunkBelt<C> {
    private static final int CHUNKS_UNDERWAY = 8;

    private final EngineLoop loop;
    private final Use<C> use;
    private final MemoryAhead memory;
    private final BlockingQueue<C> filled = new ArrayBlockingQueue<>(CHUNKS_UNDERWAY);
    private final BlockingQueue<C> empty = new ArrayBlockingQueue<>(CHUNKS_UNDERWAY);
    private final CompletableFuture<Void> failure = new CompletableFuture<>();

    /** Uses a chunk up, on the command thread, and leaves it empty. */
    @FunctionalInterface
    interface Use<C> {
        void accept(C chunk) throws Exception;
    }

    /**
     * @param memory what the command thread fills, which the filling thread takes from the machine
     */
    ChunkBelt(EngineLoop loop, MemoryAhead memory, Supplier<C> made, Use<C> use) {
        this.loop = loop;
        this.memory = memory;
        this.use = use;
        for (int i = 0; i < CHUNKS_UNDERWAY; i++) {
            empty.add(made.get());
        }
    }

    /**
     * An empty chunk, for which the caller may have to wait.
     *
     * @throws ExecutionException a chunk could not be used; its cause says why
     */
    C take() throws InterruptedException, ExecutionException {
        if (failure.isCompletedExceptionally()) {
            failure.get();
        }
        return empty.take();
    }

    /** Sends a chunk off. */
    void hand(C chunk) {
        // There is room: no more chunks exist than the queue holds.
        filled.add(chunk);
        loop.execute(this::useNext);
        memory.take();
    }

    /** Waits until all chunks have been used. */
    void finish() throws InterruptedException, ExecutionException {
        CompletableFuture<Void> last = new CompletableFuture<>();
        loop.execute(() -> last.complete(null));
        CompletableFuture.anyOf(last, failure).get();
        if (failure.isCompletedExceptionally()) {
            failure.get();
        }
    }

    private void useNext() {
        C chunk = filled.remove();
        try {
            if (!failure.isCompletedExceptionally()) {
                use.accept(chunk);
            }
        } catch (Exception | Error e) {
            failure.completeExceptionally(e);
        } finally {
            memory.note();
            empty.add(chunk);
        }
    }
}
