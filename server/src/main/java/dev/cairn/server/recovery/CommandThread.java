// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.recovery;

import dev.cairn.server.engine.EngineLoop;
import dev.cairn.storage.memory.MemoryAhead;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** Runs pieces of work on the command thread for somebody who waits for each: from another thread, or on it. */
public final class CommandThread {
    private final EngineLoop loop;

    public CommandThread(EngineLoop loop) {
        this.loop = loop;
    }

    /** Whether the caller is on it. */
    boolean isHere() {
        return loop.isCommandThread();
    }

    /** A way for chunks to the command thread, which uses them up. */
    <C> ChunkBelt<C> belt(MemoryAhead memory, Supplier<C> made, ChunkBelt.Use<C> use) {
        return new ChunkBelt<>(loop, memory, made, use);
    }

    /** A piece of work, which may fail with one kind of exception. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /** Runs the work and returns what it returned. */
    @SuppressWarnings("unchecked")
    public <T, E extends Exception> T call(Work<T, E> work) throws E {
        if (loop.isCommandThread()) {
            return work.run();
        }
        CompletableFuture<T> done = new CompletableFuture<>();
        loop.execute(
                () -> {
                    try {
                        done.complete(work.run());
                    } catch (Exception | Error e) {
                        done.completeExceptionally(e);
                    }
                });
        return await(done);
    }

    @SuppressWarnings("unchecked")
    private static <T, E extends Exception> T await(CompletableFuture<T> done) throws E {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return done.get();
                } catch (InterruptedException e) {
                    // The work is under way, and its outcome has to be known.
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof Error error) {
                        throw error;
                    }
                    // What the work threw is its E, or unchecked.
                    throw (E) e.getCause();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
