// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.hash;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.resp.ReplyWriter;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.type.hash.HashCursor;
import dev.cairn.storage.type.hash.Hashes;

/** All fields with their values. */
final class HGetAllCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("hgetall", 2, CommandGroup.HASH)
                    .since("2.0.0")
                    .summary("Returns all fields and values in a hash.")
                    .complexity("O(N) where N is the size of the hash.")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.HASH)
                    .key(KeySpec.at(1, "RO", "access"))
                    .tips("nondeterministic_output_order");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        long entry = context.findOrReply(context.arg(1), ValueType.HASH);
        if (context.refused()) {
            return;
        }
        ReplyWriter reply = context.reply();
        if (entry == 0) {
            reply.map(0);
            return;
        }
        Hashes hashes = context.database().hashes();
        reply.map(hashes.visibleLength(entry));
        HashCursor cursor = hashes.cursor(entry);
        while (cursor.next()) {
            reply.bulk(cursor.field());
            reply.bulk(cursor.value());
        }
    }
}
