// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.string;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;

/** Deletes a key, on the condition that its string or the string's digest is as given; as Redis 8 has it. */
final class DelExCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("delex", -2, CommandGroup.STRING)
                    .since("8.4.0")
                    .summary(
                            "Conditionally removes the specified key based on value or digest"
                                    + " comparison.")
                    .complexity(
                            "O(1) for IFEQ/IFNE, O(N) for IFDEQ/IFDNE where N is the length of the"
                                    + " string value.")
                    .flags(CommandFlag.WRITE, CommandFlag.FAST)
                    .acl(AclCategory.STRING)
                    .key(KeySpec.at(1, "RW", "delete", "variable_flags"));

    private static final ReplyError NO_STRING =
            ReplyError.of("ERR Key should be of string type if conditions are specified");
    private static final ReplyError NO_CONDITION =
            ReplyError.of("ERR Invalid condition. Use IFEQ, IFNE, IFDEQ, or IFDNE");
    private static final byte[] DEL = {'D', 'E', 'L'};

    private final ValueComparison comparison = new ValueComparison();

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        if (context.argc() != 2 && context.argc() != 4) {
            context.refuse(ReplyError.wrongArity(SPEC.name()));
            return;
        }
        ByteSlice key = context.arg(1);
        long entry = context.database().findForWrite(key);
        boolean goes = entry != 0 && (context.argc() == 2 || holdsOrReply(context, entry));
        if (context.refused()) {
            return;
        }
        if (goes) {
            context.database().delete(key, false);
            context.effects().begin(2).arg(DEL).arg(key);
        }
        context.reply().integer(goes ? 1 : 0);
    }

    private boolean holdsOrReply(CommandContext context, long entry) {
        if (context.database().type(entry) != ValueType.STRING) {
            context.refuse(NO_STRING);
            return false;
        }
        ValueComparison.Kind kind = ValueComparison.Kind.named(context.request(), 2);
        if (kind == null) {
            context.refuse(NO_CONDITION);
            return false;
        }
        return comparison.holdsOrReply(context, entry, kind, context.arg(3));
    }
}
