// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.info;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.Settings;
import dev.cairn.server.command.admin.memory.MemoryFigures;
import dev.cairn.server.metrics.ProcessFigures;
import dev.cairn.storage.MemoryReport;

/** Where memory goes: the region that holds the data, the clients' buffers, and the process as a whole. */
final class MemorySection implements InfoSection {
    @Override
    public String title() {
        return "Memory";
    }

    @Override
    public void write(InfoText text, CommandContext context) {
        MemoryReport report = context.keyspace().memoryReport();
        Settings settings = context.server().settings();
        long clients = MemoryFigures.clientBytes(context);
        // Read once: the log moves on meanwhile.
        long unwritten = MemoryFigures.unwrittenLogBytes(context);
        long used = report.usedBytes() + clients + unwritten;
        long overhead = report.overheadBytes() + clients + unwritten;
        long peak = Math.max(used, report.peakUsedBytes());
        long resident = ProcessFigures.residentBytes();
        text.bytes("used_memory", used)
                .bytes("used_memory_rss", resident)
                .bytes("used_memory_peak", peak)
                .percent("used_memory_peak_perc", used, peak)
                .field("used_memory_overhead", overhead)
                .none("used_memory_startup")
                .field("used_memory_dataset", used - overhead)
                .percent("used_memory_dataset_perc", used - overhead, used)
                .field("allocator_allocated", report.usedBytes())
                .field("allocator_active", report.committedBytes())
                .field("allocator_resident", report.committedBytes())
                .none("allocator_muzzy")
                .bytes("total_system_memory", ProcessFigures.totalSystemBytes());
        scripting(text);
        text.bytes("maxmemory", Long.parseLong(settings.get("maxmemory")))
                .field("maxmemory_policy", settings.get("maxmemory-policy"))
                .ratio("allocator_frag_ratio", report.committedBytes(), report.usedBytes())
                .field("allocator_frag_bytes", report.committedBytes() - report.usedBytes())
                .decimal("allocator_rss_ratio", 1, 2)
                .none("allocator_rss_bytes")
                .ratio("rss_overhead_ratio", resident, report.committedBytes())
                .field("rss_overhead_bytes", resident - report.committedBytes())
                .ratio("mem_fragmentation_ratio", resident, used)
                .field("mem_fragmentation_bytes", resident - used)
                .field("mem_not_counted_for_evict", unwritten + report.heldBytes())
                .none(
                        "mem_replication_backlog",
                        "mem_total_replication_buffers",
                        "mem_replicas_repl_buffer",
                        "mem_clients_slaves")
                .field("mem_clients_normal", clients)
                .none("mem_cluster_links", "mem_cluster_slot_import", "mem_cluster_slot_export")
                .field("mem_aof_buffer", unwritten)
                .field("mem_allocator", "cairn-region")
                .none("mem_overhead_db_hashtable_rehashing", "active_defrag_running")
                .field("lazyfree_pending_objects", report.pendingFrees())
                .field("lazyfreed_objects", context.keyspace().stats().freedInSlices());
    }

    /** There is no scripting engine: these are what tools look for. */
    private static void scripting(InfoText text) {
        text.none("used_memory_lua", "used_memory_vm_eval")
                .field("used_memory_lua_human", "0B")
                .none(
                        "used_memory_scripts_eval",
                        "number_of_cached_scripts",
                        "number_of_functions",
                        "number_of_libraries",
                        "used_memory_vm_functions",
                        "used_memory_vm_total")
                .field("used_memory_vm_total_human", "0B")
                .none("used_memory_functions")
                .bytes("used_memory_scripts", 0);
    }
}
