// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.hash;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.storage.type.hash.HashEdit;

/** Takes the expiry off fields. */
final class HPersistCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("hpersist", -5, CommandGroup.HASH)
                    .since("9.0.0")
                    .summary("Remove the existing expiration on a hash key's field(s).")
                    .complexity("O(N) where N is the number of specified fields.")
                    .flags(CommandFlag.WRITE, CommandFlag.FAST)
                    .acl(AclCategory.HASH)
                    .key(KeySpec.at(1, "RW", "update"));

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
            long expireAtMillis = edit.expireAtMillis(context.arg(i));
            if (expireAtMillis >= 0) {
                edit.setExpireAtMillis(context.arg(i), -1);
            }
            context.reply().integer(expireAtMillis >= 0 ? 1 : expireAtMillis);
        }
    }
}
