// SPDX-License-Identifier: Apache-2.0
/**
 * Copies of a data folder's snapshots and log elsewhere: made while a server writes, going on where the last run ended,
 * checked after they were copied.
 *
 * <pre>
 *   TARGET/lock
 *   TARGET/6f1c0b34-....1/manifest                              what there is, with checksums: this alone counts
 *   TARGET/6f1c0b34-....1/snapshot-00000042-1048576.rdb         number and position; any Valkey loads it
 *   TARGET/6f1c0b34-....1/0000000007-1048576-2097400.cq4.lz4    a segment: number, first position, end
 * </pre>
 *
 * <p>A folder for each log and epoch. An object is put whole or not at all, then read back, then named in the manifest: a
 * run that dies anywhere leaves at most objects that no manifest names, which the next one removes. Runs on a program's own
 * thread; the server is not asked and does not wait.
 */
package dev.cairn.server.backup;
