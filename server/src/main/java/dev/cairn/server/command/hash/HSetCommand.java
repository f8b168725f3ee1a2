// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.hash;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.type.hash.HashEdit;

import java.util.List;

/** Sets fields: HSET answers how many are new, HMSET only that it is done. */
final class HSetCommand implements Command {
    private static final CommandSpec HSET =
            CommandSpec.of("hset", -4, CommandGroup.HASH)
                    .since("2.0.0")
                    .summary("Creates or modifies the value of a field in a hash.")
                    .complexity(
                            "O(1) for each field/value pair added, so O(N) to add N field/value"
                                    + " pairs when the command is called with multiple field/value"
                                    + " pairs.")
                    .changed("4.0.0", "Accepts multiple `field` and `value` arguments.")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM, CommandFlag.FAST)
                    .acl(AclCategory.HASH)
                    .key(KeySpec.at(1, "RW", "update"));
    private static final CommandSpec HMSET =
            CommandSpec.of("hmset", -4, CommandGroup.HASH)
                    .since("2.0.0")
                    .summary("Sets the values of multiple fields.")
                    .complexity("O(N) where N is the number of fields being set.")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM, CommandFlag.FAST)
                    .acl(AclCategory.HASH)
                    .key(KeySpec.at(1, "RW", "update"));
    private final CommandSpec spec;

    private HSetCommand(CommandSpec spec) {
        this.spec = spec;
    }

    static List<Command> all() {
        return List.of(new HSetCommand(HSET), new HSetCommand(HMSET));
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public void execute(CommandContext context) {
        if (context.argc() % 2 != 0) {
            context.refuse(ReplyError.wrongArity(spec.name()));
            return;
        }
        HashEdit edit = HashAccess.editOrReply(context);
        if (context.refused()) {
            return;
        }
        edit.expect((context.argc() - 2) / 2);
        int added = 0;
        for (int i = 2; i < context.argc(); i += 2) {
            added += edit.put(context.arg(i), context.arg(i + 1), -1, false) ? 1 : 0;
        }
        if (spec == HSET) {
            context.reply().integer(added);
        } else {
            context.reply().ok();
        }
    }
}
