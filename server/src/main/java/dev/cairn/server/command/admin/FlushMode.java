// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.resp.ReplyError;

/** Reads the one option that FLUSHDB and FLUSHALL take. */
final class FlushMode {
    private FlushMode() {}

    /** Whether memory may be given back later, which is also what happens when nothing is said. */
    static boolean isLazyOrReply(CommandContext context) {
        if (context.argc() > 2) {
            context.refuse(ReplyError.SYNTAX);
            return false;
        }
        if (context.argc() == 1 || context.request().is(1, "ASYNC")) {
            return true;
        }
        if (!context.request().is(1, "SYNC")) {
            context.refuse(ReplyError.SYNTAX);
        }
        return false;
    }
}
