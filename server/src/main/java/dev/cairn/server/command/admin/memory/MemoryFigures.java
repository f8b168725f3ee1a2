// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.memory;

import dev.cairn.aof.LogStatus;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.session.Session;

/** Figures about memory that more than one report needs. */
public final class MemoryFigures {
    private MemoryFigures() {}

    /** What clients' unfinished requests, queued commands and unsent replies take. */
    public static long clientBytes(CommandContext context) {
        long bytes = 0;
        for (Session session : context.server().sessions().all()) {
            bytes +=
                    session.output().queryBufferCapacity()
                            + session.output().pendingBytes()
                            + session.transaction().queued().length();
        }
        return bytes;
    }

    /** What has been executed and is on its way to the log. */
    public static long unwrittenLogBytes(CommandContext context) {
        LogStatus log = context.server().engine().logStatus();
        return log == null
                ? 0
                : Math.max(
                        0, context.server().engine().executedPosition() - log.appendedPosition());
    }
}
