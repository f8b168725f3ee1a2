// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.hash;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.type.hash.HashEdit;

/** The values of fields, which are removed. */
final class HGetDelCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("hgetdel", -5, CommandGroup.HASH)
                    .since("9.1.0")
                    .summary(
                            "Returns the values of one or more fields and deletes them from a"
                                    + " hash.")
                    .complexity("O(N) where N is the number of fields to be retrieved and deleted.")
                    .flags(CommandFlag.WRITE, CommandFlag.FAST)
                    .acl(AclCategory.HASH)
                    .key(KeySpec.at(1, "RW", "access", "delete"));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        int count = FieldArguments.countOrReply(context, 2, FieldArguments.COUNT_MISMATCH);
        if (context.refused()) {
            return;
        }
        HashEdit edit = HashAccess.editOrReply(context);
        if (context.refused()) {
            return;
        }
        context.reply().array(count);
        for (int i = 4; i < context.argc(); i++) {
            StoredBytes value = edit.find(context.arg(i));
            if (value == null) {
                context.reply().nullBulk();
            } else {
                context.reply().bulk(value);
                edit.remove(context.arg(i));
            }
        }
    }
}
