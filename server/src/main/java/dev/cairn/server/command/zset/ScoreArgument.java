// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.zset;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.number.DoubleParser;

/** Scores among a command's arguments. */
public final class ScoreArgument {
    private ScoreArgument() {}

    /** The argument as a double; refused with the given error where it is none, not a number, or out of range. */
    public static double orReply(CommandContext context, int index, ReplyError error) {
        ByteSlice text = context.arg(index);
        double value = DoubleParser.parse(text.array(), text.offset(), text.length());
        if (Double.isNaN(value)) {
            context.refuse(error);
        }
        return value;
    }
}
