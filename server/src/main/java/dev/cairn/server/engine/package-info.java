// SPDX-License-Identifier: Apache-2.0
/**
 * The command thread: it runs commands, gathers their effects in batches for the log, and holds replies back until the
 * log has released them.
 *
 * <p>Everything here is owned by the command thread; what the log's threads call is marked. Running a command allocates
 * nothing of its own. Knows no sockets: the {@link dev.cairn.server.engine.EngineLoop} is the thread it runs on, and
 * {@link dev.cairn.server.engine.GatedOutput} where replies leave.
 */
package dev.cairn.server.engine;
