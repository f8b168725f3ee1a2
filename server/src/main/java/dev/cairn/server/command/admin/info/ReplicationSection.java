// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.info;

import dev.cairn.aof.LogStatus;
import dev.cairn.server.command.CommandContext;

import java.util.HexFormat;

/** The server's part in replication: a primary without replicas. Its offset is its position in the log. */
final class ReplicationSection implements InfoSection {
    private static final String NO_HISTORY = "0".repeat(40);

    @Override
    public String title() {
        return "Replication";
    }

    @Override
    public void write(InfoText text, CommandContext context) {
        LogStatus log = context.server().engine().logStatus();
        text.field("role", "master")
                .none("connected_slaves", "replicas_waiting_psync")
                .field("master_failover_state", "no-failover")
                .field(
                        "master_replid",
                        log == null ? context.server().lifecycle().runId() : history(log))
                .field("master_replid2", NO_HISTORY)
                .field("master_repl_offset", context.server().engine().executedPosition())
                .field("second_repl_offset", -1)
                .none("repl_backlog_active")
                .field("repl_backlog_size", context.server().settings().get("repl-backlog-size"))
                .none("repl_backlog_first_byte_offset", "repl_backlog_histlen");
    }

    /** 40 hexadecimal digits that stand for one history of the data: the data folder's identity and its epoch. */
    private static String history(LogStatus log) {
        return log.id().toString().replace("-", "") + HexFormat.of().toHexDigits((int) log.epoch());
    }
}
