// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.string;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.resp.ReplyWriter;
import dev.cairn.storage.Database;
import dev.cairn.storage.entry.ValueType;

/** Answers with a string. */
final class GetCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("get", 2, CommandGroup.STRING)
                    .since("1.0.0")
                    .summary("Returns the string value of a key.")
                    .complexity("O(1)")
                    .flags(CommandFlag.READONLY, CommandFlag.FAST)
                    .acl(AclCategory.STRING)
                    .key(KeySpec.at(1, "RO", "access"));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        long entry = context.findOrReply(context.arg(1), ValueType.STRING);
        if (!context.refused()) {
            replyValue(context, entry);
        }
    }

    /** Answers with the entry's string, or with null when there is no entry. */
    static void replyValue(CommandContext context, long entry) {
        if (entry == 0) {
            context.reply().nullBulk();
        } else {
            replyPart(context, entry, 0, context.database().strings().length(entry));
        }
    }

    /** Answers with a part of the entry's string. */
    static void replyPart(CommandContext context, long entry, int offset, int count) {
        ReplyWriter reply = context.reply();
        Database database = context.database();
        if (reply.takesLent(count)) {
            reply.bulk(database.lend(entry), offset, count);
        } else {
            reply.bulk(database.strings().value(entry), offset, count);
        }
    }
}
