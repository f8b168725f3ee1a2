// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command;

import dev.cairn.server.config.Config;
import dev.cairn.server.metrics.ServerMetrics;
import dev.cairn.server.session.SessionRegistry;

/**
 * What commands may ask of the server beyond the data: each answer is a small interface or a plain holder of values.
 * Used on the command thread.
 */
public interface ServerContext {
    /** All commands. */
    CommandTable commands();

    /** All clients. */
    SessionRegistry sessions();

    /** The engine: running queued commands, blocking and pausing clients, the log's positions. */
    EngineControl engine();

    /** The configuration in force, for the commands that show and change it. */
    Config config();

    /** The directives' values by name, for all others. */
    Settings settings();

    /** What the server counts and measures. */
    ServerMetrics metrics();

    /** Snapshots, and starting over from what is on disk. */
    PersistenceControl persistence();

    /** What has changed, command by command; null when there is no log. */
    ChangeFeed feed();

    /** The server as a process: who it is, where it listens, how it ends. */
    Lifecycle lifecycle();
}
