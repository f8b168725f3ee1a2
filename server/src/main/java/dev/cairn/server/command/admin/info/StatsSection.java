// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.info;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.metrics.ServerMetrics;
import dev.cairn.storage.KeyspaceStats;

/** What has happened since the start, or since CONFIG RESETSTAT. */
final class StatsSection implements InfoSection {
    private static final double KIBI = 1024;

    @Override
    public String title() {
        return "Stats";
    }

    @Override
    public void write(InfoText text, CommandContext context) {
        ServerMetrics metrics = context.server().metrics();
        ServerMetrics.Traffic traffic = metrics.traffic();
        text.field("total_connections_received", traffic.connections())
                .field("total_commands_processed", metrics.commands())
                .field("instantaneous_ops_per_sec", Math.round(metrics.commandsPerSecond()))
                .field("total_net_input_bytes", traffic.bytesIn())
                .field("total_net_output_bytes", traffic.bytesOut())
                .none(
                        "total_net_repl_input_bytes",
                        "total_net_repl_output_bytes",
                        "total_net_cluster_slot_import_bytes",
                        "total_net_cluster_slot_export_bytes")
                .decimal("instantaneous_input_kbps", traffic.bytesInPerSecond() / KIBI, 2)
                .decimal("instantaneous_output_kbps", traffic.bytesOutPerSecond() / KIBI, 2)
                .decimal("instantaneous_input_repl_kbps", 0, 2)
                .decimal("instantaneous_output_repl_kbps", 0, 2)
                .field("rejected_connections", traffic.rejectedConnections())
                .none("sync_full", "sync_partial_ok", "sync_partial_err");
        keyspace(text, context);
        text.field("unexpected_error_replies", 0)
                .field("total_error_replies", metrics.errors().total())
                .field("total_reads_processed", traffic.reads())
                .field("total_writes_processed", traffic.writes())
                .none(
                        "io_threaded_reads_processed",
                        "io_threaded_writes_processed",
                        "io_threaded_freed_objects",
                        "io_threaded_accept_processed",
                        "io_threaded_poll_processed",
                        "io_threaded_total_prefetch_batches",
                        "io_threaded_total_prefetch_entries")
                .field(
                        "client_query_buffer_limit_disconnections",
                        traffic.queryBufferDisconnections())
                .field(
                        "client_output_buffer_limit_disconnections",
                        traffic.outputBufferDisconnections())
                .none("reply_buffer_shrinks", "reply_buffer_expands")
                .field("eventloop_cycles", metrics.eventLoop().cycles())
                .field("eventloop_duration_sum", metrics.eventLoop().busyMicros())
                .field("eventloop_duration_cmd_sum", metrics.eventLoop().commandMicros())
                .field(
                        "instantaneous_eventloop_cycles_per_sec",
                        Math.round(metrics.eventLoop().cyclesPerSecond()))
                .field(
                        "instantaneous_eventloop_duration_usec",
                        metrics.eventLoop().microsPerCycle())
                .field("acl_access_denied_auth", metrics.deniedLogins())
                .none(
                        "acl_access_denied_cmd",
                        "acl_access_denied_key",
                        "acl_access_denied_channel",
                        "acl_access_denied_tls_cert",
                        "acl_access_denied_db");
    }

    private static void keyspace(InfoText text, CommandContext context) {
        KeyspaceStats stats = context.keyspace().stats();
        long now = context.keyspace().nowMillis();
        text.field("expired_keys", stats.expiredKeys())
                .field("expired_fields", stats.expiredFields())
                .decimal("expired_stale_perc", 0, 2)
                .decimal("expired_keys_with_volatile_items_stale_perc", 0, 2)
                .none("expired_time_cap_reached_count")
                .field(
                        "expire_cycle_cpu_milliseconds",
                        context.server().metrics().eventLoop().expiryMillis())
                .field("evicted_keys", stats.evictedKeys())
                .field("evicted_clients", context.server().metrics().traffic().evictedClients())
                .none("evicted_scripts")
                .field("total_eviction_exceeded_time", stats.exceededMillis(now))
                .field("current_eviction_exceeded_time", stats.exceedingMillis(now))
                .field("keyspace_hits", stats.hits())
                .field("keyspace_misses", stats.misses())
                .none(
                        "pubsub_channels",
                        "pubsub_patterns",
                        "pubsubshard_channels",
                        "latest_fork_usec",
                        "total_forks",
                        "migrate_cached_sockets",
                        "slave_expires_tracked_keys",
                        "active_defrag_hits",
                        "active_defrag_misses",
                        "active_defrag_key_hits",
                        "active_defrag_key_misses",
                        "total_active_defrag_time",
                        "current_active_defrag_time",
                        "tracking_total_keys",
                        "tracking_total_items",
                        "tracking_total_prefixes");
    }
}
