// SPDX-License-Identifier: Apache-2.0
/**
 * From what is on disk to a server that is open for business: the newest snapshot, then the log behind it.
 *
 * <p>Reading happens on a thread of its own; data are put in place on the command thread, which owns them. Takes no part
 * in serving.
 */
package dev.cairn.server.recovery;
