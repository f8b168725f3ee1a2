// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.info;

import dev.cairn.aof.LogStatus;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.admin.memory.MemoryFigures;
import dev.cairn.server.metrics.PersistenceFigures;

/** Loading, snapshots and the log. What Valkey tells of its append-only file is told of the command log. */
final class PersistenceSection implements InfoSection {
    @Override
    public String title() {
        return "Persistence";
    }

    @Override
    public void write(InfoText text, CommandContext context) {
        PersistenceFigures figures = context.server().metrics().persistence();
        LogStatus log = context.server().engine().logStatus();
        long now = context.nowMillis();
        long runningSeconds =
                figures.isSaving()
                        ? (now - figures.saveStartMillis()) / 1000
                        : PersistenceFigures.NEVER;
        boolean rewriting = figures.isSaving() && figures.isRewriting();
        text.field("loading", figures.isLoading())
                .none(
                        "async_loading",
                        "current_cow_peak",
                        "current_cow_size",
                        "current_cow_size_age")
                .decimal("current_fork_perc", progress(figures), 2)
                .field("current_save_keys_processed", figures.isSaving() ? figures.keysSaved() : 0)
                .field("current_save_keys_total", figures.isSaving() ? figures.keysToSave() : 0)
                .field(
                        "rdb_changes_since_last_save",
                        context.keyspace().changes() - figures.changesAtLastSave())
                .field("rdb_bgsave_in_progress", figures.isSaving())
                .field("rdb_last_save_time", figures.lastSaveMillis() / 1000)
                .field("rdb_last_bgsave_status", figures.isLastSaveOk() ? "ok" : "err")
                .field("rdb_last_bgsave_time_sec", figures.lastSaveSeconds())
                .field("rdb_current_bgsave_time_sec", runningSeconds)
                .field("rdb_saves", figures.saves())
                .none("rdb_last_cow_size")
                .field("rdb_last_load_keys_expired", figures.keysExpiredAtLoad())
                .field("rdb_last_load_keys_loaded", figures.keysLoaded())
                .field("aof_enabled", context.server().engine().isLogging())
                .field("aof_rewrite_in_progress", rewriting)
                .none("aof_rewrite_scheduled")
                .field("aof_last_rewrite_time_sec", figures.lastRewriteSeconds())
                .field(
                        "aof_current_rewrite_time_sec",
                        rewriting ? runningSeconds : PersistenceFigures.NEVER)
                .field("aof_last_bgrewrite_status", figures.isLastRewriteOk() ? "ok" : "err")
                .field("aof_rewrites", figures.rewrites())
                .none("aof_rewrites_consecutive_failures")
                .field("aof_last_write_status", log == null || log.refusal() == null ? "ok" : "err")
                .none(
                        "aof_last_cow_size",
                        "module_fork_in_progress",
                        "module_fork_last_cow_size",
                        "slot_migration_fork_in_progress");
        if (log != null) {
            log(text, context, log);
        }
        if (figures.isLoading()) {
            loading(text, figures, now);
        }
    }

    private static double progress(PersistenceFigures figures) {
        return figures.isSaving() && figures.keysToSave() > 0
                ? 100.0 * figures.keysSaved() / figures.keysToSave()
                : 0;
    }

    private static void log(InfoText text, CommandContext context, LogStatus log) {
        text.field("aof_current_size", log.appendedPosition() - log.firstPosition())
                .none("aof_base_size", "aof_pending_rewrite")
                .field("aof_buffer_length", MemoryFigures.unwrittenLogBytes(context))
                .field("aof_pending_bio_fsync", log.durablePosition() < log.appendedPosition())
                .field("aof_delayed_fsync", log.delayedSyncCount());
    }

    private static void loading(InfoText text, PersistenceFigures figures, long now) {
        long seconds = Math.max(1, (now - figures.loadStartMillis()) / 1000);
        long loaded = figures.loadedBytes();
        long left = figures.loadTotalBytes() - loaded;
        text.field("loading_start_time", figures.loadStartMillis() / 1000)
                .field("loading_total_bytes", figures.loadTotalBytes())
                .none("loading_rdb_used_mem")
                .field("loading_loaded_bytes", loaded)
                .percent("loading_loaded_perc", loaded, figures.loadTotalBytes())
                .field("loading_eta_seconds", loaded == 0 ? 1 : left * seconds / loaded);
    }
}
