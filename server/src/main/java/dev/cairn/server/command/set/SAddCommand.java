// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.set;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.storage.type.set.SetEdit;

/** Adds members; the set is created with its first one. */
final class SAddCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("sadd", -3, CommandGroup.SET)
                    .since("1.0.0")
                    .summary(
                            "Adds one or more members to a set. Creates the key if it doesn't"
                                    + " exist.")
                    .complexity(
                            "O(1) for each element added, so O(N) to add N elements when the"
                                    + " command is called with multiple arguments.")
                    .changed("2.4.0", "Accepts multiple `member` arguments.")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM, CommandFlag.FAST)
                    .acl(AclCategory.SET)
                    .key(KeySpec.at(1, "RW", "insert"));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        SetEdit edit = SetAccess.editOrReply(context, 1);
        if (context.refused()) {
            return;
        }
        edit.expect(context.argc() - 2);
        int added = 0;
        for (int i = 2; i < context.argc(); i++) {
            added += edit.add(context.arg(i)) ? 1 : 0;
        }
        context.reply().integer(added);
    }
}
