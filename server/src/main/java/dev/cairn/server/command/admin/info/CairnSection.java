// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.info;

import dev.cairn.aof.LogStatus;
import dev.cairn.server.CairnVersion;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.metrics.ProcessFigures;
import dev.cairn.server.metrics.RetainedLog;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.MemoryReport;

import java.lang.management.MemoryUsage;

/** What only this server has: the log by position, the region of memory, the JVM. */
final class CairnSection implements InfoSection {
    @Override
    public String title() {
        return "Cairn";
    }

    @Override
    public void write(InfoText text, CommandContext context) {
        LogStatus log = context.server().engine().logStatus();
        RetainedLog retained = context.server().metrics().persistence().retainedLog();
        text.field("cairn_version", CairnVersion.NUMBER);
        if (log != null) {
            text.field("log_id", log.id().toString())
                    .field("log_epoch", log.epoch())
                    .field("log_first_position", log.firstPosition())
                    .field("log_executed_position", context.server().engine().executedPosition())
                    .field("log_appended_position", log.appendedPosition())
                    .field("log_durable_position", log.durablePosition())
                    .field("log_segments", log.segmentCount())
                    .field("log_disk_bytes", log.diskBytes())
                    .field("log_syncs", log.syncCount())
                    .field("log_sync_failures", log.syncFailureCount())
                    .field("log_last_sync_usec", log.lastSyncNanos() / 1000)
                    .field("log_bytes_saved_by_compression", log.compressedBytes())
                    .field("log_retained_segments", retained.segments())
                    .field("log_retained_bytes", retained.bytes())
                    .field("log_retained_first_position", retained.firstPosition())
                    .field("log_retained_first_time", retained.firstMillis() / 1000)
                    .field("log_refusal", log.refusal() == null ? "" : log.refusal());
        }
        MemoryReport memory = context.keyspace().memoryReport();
        MemoryUsage heap = ProcessFigures.heap();
        text.field("region_reserved_bytes", memory.reservedBytes())
                .field("region_committed_bytes", memory.committedBytes())
                .field("region_live_blocks", memory.liveBlocks())
                .field("region_pending_free_bytes", memory.pendingFreeBytes())
                .field("held_bytes", memory.heldBytes())
                .field(
                        "eventloop_longest_usec",
                        context.server().metrics().eventLoop().longestMicros())
                .field("expiry_lag_msec", expiryLagMillis(context.keyspace()))
                .field("expiry_worst_lag_msec", context.keyspace().stats().worstExpiryLagMillis())
                .field("jvm_heap_used_bytes", heap.getUsed())
                .field("jvm_heap_committed_bytes", heap.getCommitted())
                .field("jvm_heap_max_bytes", heap.getMax());
    }

    /** How long the key or field that is due first has been due. */
    private static long expiryLagMillis(Keyspace keyspace) {
        long first = keyspace.nextExpiryMillis();
        return first < keyspace.nowMillis() ? keyspace.nowMillis() - first : 0;
    }
}
