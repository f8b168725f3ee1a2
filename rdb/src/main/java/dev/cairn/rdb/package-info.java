// SPDX-License-Identifier: Apache-2.0
/**
 * The RDB codec: writes and reads snapshot files as Valkey and Redis write and read them, and the payloads of DUMP and
 * RESTORE.
 *
 * <p>Whoever calls owns the objects: a writer belongs to the snapshot thread, a reader to the thread that loads. Nothing
 * here starts a thread or reads a clock. Reading and writing allocate per file, not per key, apart from what big strings
 * need. Files are hostile: no allocation is ever sized by a number that a file claims, and whatever is wrong with one ends
 * in an {@link dev.cairn.rdb.format.RdbException}.
 *
 * <p>Not here: where snapshot files live and when they are taken, which is the server's business.
 */
package dev.cairn.rdb;
