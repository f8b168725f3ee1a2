// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.hash;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.resp.ReplyError;

/** The part {@code FIELDS count field ...} of a command's arguments, which always comes last. */
final class FieldArguments {
    static final ReplyError COUNT_MISMATCH =
            ReplyError.of(
                    "ERR numfields should be greater than 0 and match the provided number of"
                            + " fields");

    private FieldArguments() {}

    /** Where the word {@code FIELDS} stands, from an index on, or -1; as the very last argument it does not count. */
    static int find(CommandContext context, int from) {
        for (int i = from; i < context.argc() - 1; i++) {
            if (context.request().is(i, "FIELDS")) {
                return i;
            }
        }
        return -1;
    }

    /**
     * The number of fields that is stated behind the word {@code FIELDS} and that has to be right.
     *
     * @param fieldsAt where the word stands, -1 if nowhere
     * @param stride how many arguments there are for each field
     */
    static int countOrReply(CommandContext context, int fieldsAt, int stride) {
        if (fieldsAt < 0) {
            context.refuse(COUNT_MISMATCH);
            return 0;
        }
        return checkedCountOrReply(context, fieldsAt + 1, stride, COUNT_MISMATCH);
    }

    /** The same, where the word {@code FIELDS} has to stand at this index. */
    static int countOrReply(CommandContext context, int fieldsAt, ReplyError mismatch) {
        if (!context.request().is(fieldsAt, "FIELDS")) {
            context.refuse(ReplyError.SYNTAX);
            return 0;
        }
        return checkedCountOrReply(context, fieldsAt + 1, 1, mismatch);
    }

    private static int checkedCountOrReply(
            CommandContext context, int index, int stride, ReplyError mismatch) {
        long stated = context.longOrReply(index);
        if (context.refused()) {
            return 0;
        }
        int given = context.argc() - index - 1;
        if (stated <= 0 || given % stride != 0 || stated != given / stride) {
            context.refuse(mismatch);
            return 0;
        }
        return (int) stated;
    }
}
