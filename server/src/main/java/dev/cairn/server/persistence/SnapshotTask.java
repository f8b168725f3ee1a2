// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.persistence;

import dev.cairn.aof.CommandLog;
import dev.cairn.rdb.RdbOptions;

/**
 * What a snapshot is to be, fixed when it begins.
 *
 * @param log the log whose position it states, or null
 * @param usedMemory bytes of memory in use
 * @param linkName the name under which the newest snapshot is found
 * @param keep how many snapshots remain when this one is there
 * @param retain whether older ones remain too, until somebody else removes them
 */
record SnapshotTask(
        SnapshotFolder folder,
        RdbOptions options,
        SnapshotOrigin origin,
        CommandLog log,
        long nowMillis,
        long usedMemory,
        String linkName,
        int keep,
        boolean retain) {}
