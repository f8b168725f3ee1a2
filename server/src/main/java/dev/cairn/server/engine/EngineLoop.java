// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import java.util.concurrent.TimeUnit;

/** The event loop that is the command thread. */
public interface EngineLoop {
    /** Runs a task on the command thread soon. Any thread may call. */
    void execute(Runnable task);

    /** Runs a task on the command thread at the end of the running tick, after all input at hand. Command thread only. */
    void atTickEnd(Runnable task);

    /** Runs a task on the command thread again and again. */
    void repeat(Runnable task, long period, TimeUnit unit);

    /** Runs a task on the command thread once, after a delay. */
    void after(Runnable task, long delay, TimeUnit unit);

    /** Whether the caller is the command thread. */
    boolean isCommandThread();
}
