// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.monitor;

import dev.cairn.aof.LogStatus;
import dev.cairn.server.command.ServerContext;
import dev.cairn.server.metrics.LatencyMonitor;

/** Looks at the log now and then, and remembers syncs that took long. Command thread. */
public final class SyncWatch {
    private final ServerContext server;
    private long seenSyncs;

    public SyncWatch(ServerContext server) {
        this.server = server;
    }

    /** Takes a look; costs nothing while latency is not monitored. */
    public void look(long nowMillis) {
        LatencyMonitor latency = server.metrics().latency();
        LogStatus log = latency.on() ? server.engine().logStatus() : null;
        if (log != null && log.syncCount() != seenSyncs) {
            seenSyncs = log.syncCount();
            boolean always = server.settings().get("appendfsync").equals("always");
            latency.record(
                    always ? LatencyMonitor.AOF_FSYNC_ALWAYS : LatencyMonitor.AOF_FSYNC,
                    log.lastSyncNanos(),
                    nowMillis);
        }
    }
}
