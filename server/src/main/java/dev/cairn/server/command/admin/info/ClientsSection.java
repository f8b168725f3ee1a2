// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.info;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.session.Session;

/** The clients that are connected, and what they wait for. */
final class ClientsSection implements InfoSection {
    @Override
    public String title() {
        return "Clients";
    }

    @Override
    public void write(InfoText text, CommandContext context) {
        int largestInput = 0;
        long largestOutput = 0;
        int blocked = 0;
        int timed = 0;
        int watching = 0;
        int watchedKeys = 0;
        for (Session session : context.server().sessions().all()) {
            largestInput = Math.max(largestInput, session.output().queryBufferCapacity());
            largestOutput = Math.max(largestOutput, session.output().pendingBytes());
            if (session.blocker() != null) {
                blocked++;
                timed += session.blocker().deadlineMillis() == Long.MAX_VALUE ? 0 : 1;
            }
            if (session.watch() != null) {
                watching++;
                watchedKeys += session.watch().count();
            }
        }
        text.field("connected_clients", context.server().sessions().count())
                .none("cluster_connections")
                .field("maxclients", context.server().settings().get("maxclients"))
                .field("client_recent_max_input_buffer", largestInput)
                .field("client_recent_max_output_buffer", largestOutput)
                .field("blocked_clients", blocked)
                .none("tracking_clients", "pubsub_clients")
                .field("watching_clients", watching)
                .field("clients_in_timeout_table", timed)
                .field("total_watched_keys", watchedKeys)
                .field("total_blocking_keys", context.server().engine().awaitedKeys(false))
                .field("total_blocking_keys_on_nokey", context.server().engine().awaitedKeys(true));
        long pausedMillis = context.server().engine().pausedUntilMillis() - context.nowMillis();
        boolean paused = pausedMillis > 0;
        boolean writesOnly = context.server().engine().isPausedForWritesOnly();
        text.field("paused_reason", paused ? "client_pause" : "none")
                .field("paused_actions", !paused ? "none" : writesOnly ? "write" : "all")
                .field("paused_timeout_milliseconds", Math.max(0, pausedMillis));
    }
}
