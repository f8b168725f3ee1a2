// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import java.util.function.Consumer;

/**
 * The command thread's loop for whoever hands it tasks: what fails in one is a fault of our own, and told. The loop beneath
 * would drop a task that fails, and who waits for it would wait for ever.
 */
public final class GuardedLoop implements EngineLoop {
    private final EngineLoop loop;
    private final Consumer<Throwable> faults;

    GuardedLoop(EngineLoop loop, Consumer<Throwable> faults) {
        this.loop = loop;
        this.faults = faults;
    }

    /** A task that tells of its fault by itself, for who hands it over again and again: it is not wrapped each time. */
    public Runnable guarded(Runnable task) {
        return task instanceof Guarded ? task : new Guarded(task, faults);
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(guarded(task));
    }

    @Override
    public void atTickEnd(Runnable task) {
        loop.atTickEnd(guarded(task));
    }

    @Override
    public void repeat(Runnable task, long periodMillis) {
        loop.repeat(guarded(task), periodMillis);
    }

    @Override
    public boolean isCommandThread() {
        return loop.isCommandThread();
    }

    private record Guarded(Runnable task, Consumer<Throwable> faults) implements Runnable {
        @Override
        public void run() {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                faults.accept(e);
            }
        }
    }
}
