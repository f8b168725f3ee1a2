// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.string;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;

/** Answers with a string and sets or clears its key's expiry; logged as what became of the expiry. */
final class GetExCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("getex", -2, CommandGroup.STRING)
                    .since("6.2.0")
                    .summary("Returns the string value of a key after setting its expiration time.")
                    .complexity("O(1)")
                    .flags(CommandFlag.WRITE, CommandFlag.FAST)
                    .acl(AclCategory.STRING)
                    .key(
                            KeySpec.at(1, "RW", "access", "update")
                                    .withNotes("RW and UPDATE because it changes the TTL"));

    private static final byte[] PEXPIREAT = {'P', 'E', 'X', 'P', 'I', 'R', 'E', 'A', 'T'};
    private static final byte[] PERSIST = {'P', 'E', 'R', 'S', 'I', 'S', 'T'};
    private static final byte[] UNLINK = {'U', 'N', 'L', 'I', 'N', 'K'};

    private final StringOptions options =
            new StringOptions(StringOptions.EXPIRY | StringOptions.PERSIST);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        options.parseOrReply(context, 2);
        if (context.refused()) {
            return;
        }
        ByteSlice key = context.arg(1);
        long entry = context.findOrReply(key, ValueType.STRING);
        if (context.refused()) {
            return;
        }
        GetCommand.replyValue(context, entry);
        if (entry == 0) {
            return;
        }
        if (options.has(StringOptions.EXPIRY)) {
            expire(context, key);
        } else if (options.has(StringOptions.PERSIST)
                && context.database().expireAtMillis(entry) >= 0) {
            context.database().setExpireAt(key, -1);
            context.effects().begin(2).arg(PERSIST).arg(key);
        }
    }

    private void expire(CommandContext context, ByteSlice key) {
        if (options.isPast(context)) {
            context.database().delete(key, true);
            context.effects().begin(2).arg(UNLINK).arg(key);
        } else {
            context.database().setExpireAt(key, options.expireAtMillis());
            context.effects().begin(3).arg(PEXPIREAT).arg(key).arg(options.expireAtMillis());
        }
    }
}
