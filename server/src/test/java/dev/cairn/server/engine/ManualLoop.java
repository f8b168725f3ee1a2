// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An event loop that the test turns by hand: the test's thread is the command thread. */
final class ManualLoop implements EngineLoop {
    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final List<Runnable> atEnd = new ArrayList<>();
    private final List<Runnable> repeated = new ArrayList<>();

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public void atTickEnd(Runnable task) {
        atEnd.add(task);
    }

    @Override
    public void repeat(Runnable task, long periodMillis) {
        repeated.add(task);
    }

    /** Runs what is to be repeated, once. */
    void clock() {
        repeated.forEach(Runnable::run);
    }

    @Override
    public boolean isCommandThread() {
        return true;
    }

    /** Runs the tasks at hand, then the end of the tick. */
    void turn() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        endTick();
    }

    /** The end of the tick, with the tasks at hand left for later. */
    void endTick() {
        List<Runnable> ends = new ArrayList<>(atEnd);
        atEnd.clear();
        ends.forEach(Runnable::run);
    }

    /** Waits for a task from another thread, then turns. */
    void awaitTaskAndTurn() throws InterruptedException {
        Runnable task = tasks.poll(30, TimeUnit.SECONDS);
        if (task == null) {
            throw new AssertionError("nobody woke the loop");
        }
        task.run();
        turn();
    }
}
