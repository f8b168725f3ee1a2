// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.connection.client;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.resp.ReplyError;

/** Reads the word of a switch. */
final class OnOff {
    private OnOff() {}

    /** Whether the argument says ON; a syntax error when it says neither ON nor OFF. */
    static boolean isOnOrReply(CommandContext context, int index) {
        boolean on = context.request().is(index, "ON");
        if (!on && !context.request().is(index, "OFF")) {
            context.refuse(ReplyError.SYNTAX);
        }
        return on;
    }
}
