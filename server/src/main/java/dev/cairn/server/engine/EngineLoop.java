// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

/** The event loop that is the command thread. */
public interface EngineLoop {
    /** Runs a task on the command thread soon. Any thread may call. */
    void execute(Runnable task);

    /** Runs a task on the command thread at the end of the running tick, after all input at hand. Command thread only. */
    void atTickEnd(Runnable task);

    /** Runs a task on the command thread again and again, until it fails. */
    void repeat(Runnable task, long periodMillis);

    /** Whether the caller is the command thread. */
    boolean isCommandThread();
}
