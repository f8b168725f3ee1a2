// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.list;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.storage.type.list.ListEdit;

import java.util.List;

/** Adds elements at one end of a list, which may have to be there already. */
final class PushCommand implements Command {
    private static final CommandSpec LPUSH =
            CommandSpec.of("lpush", -3, CommandGroup.LIST)
                    .since("1.0.0")
                    .summary(
                            "Prepends one or more elements to a list. Creates the key if it doesn't"
                                    + " exist.")
                    .complexity(
                            "O(1) for each element added, so O(N) to add N elements when the"
                                    + " command is called with multiple arguments.")
                    .changed("2.4.0", "Accepts multiple `element` arguments.")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM, CommandFlag.FAST)
                    .acl(AclCategory.LIST)
                    .key(KeySpec.at(1, "RW", "insert"));
    private static final CommandSpec RPUSH =
            CommandSpec.of("rpush", -3, CommandGroup.LIST)
                    .since("1.0.0")
                    .summary(
                            "Appends one or more elements to a list. Creates the key if it doesn't"
                                    + " exist.")
                    .complexity(
                            "O(1) for each element added, so O(N) to add N elements when the"
                                    + " command is called with multiple arguments.")
                    .changed("2.4.0", "Accepts multiple `element` arguments.")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM, CommandFlag.FAST)
                    .acl(AclCategory.LIST)
                    .key(KeySpec.at(1, "RW", "insert"));
    private static final CommandSpec LPUSHX =
            CommandSpec.of("lpushx", -3, CommandGroup.LIST)
                    .since("2.2.0")
                    .summary("Prepends one or more elements to a list only when the list exists.")
                    .complexity(
                            "O(1) for each element added, so O(N) to add N elements when the"
                                    + " command is called with multiple arguments.")
                    .changed("4.0.0", "Accepts multiple `element` arguments.")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM, CommandFlag.FAST)
                    .acl(AclCategory.LIST)
                    .key(KeySpec.at(1, "RW", "insert"));
    private static final CommandSpec RPUSHX =
            CommandSpec.of("rpushx", -3, CommandGroup.LIST)
                    .since("2.2.0")
                    .summary("Appends one or more elements to a list only when the list exists.")
                    .complexity(
                            "O(1) for each element added, so O(N) to add N elements when the"
                                    + " command is called with multiple arguments.")
                    .changed("4.0.0", "Accepts multiple `element` arguments.")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM, CommandFlag.FAST)
                    .acl(AclCategory.LIST)
                    .key(KeySpec.at(1, "RW", "insert"));

    private final CommandSpec spec;
    private final boolean head;
    private final boolean creates;

    private PushCommand(CommandSpec spec, boolean head, boolean creates) {
        this.spec = spec;
        this.head = head;
        this.creates = creates;
    }

    static List<Command> all() {
        return List.of(
                new PushCommand(LPUSH, true, true),
                new PushCommand(RPUSH, false, true),
                new PushCommand(LPUSHX, true, false),
                new PushCommand(RPUSHX, false, false));
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public void execute(CommandContext context) {
        ListEdit edit = ListAccess.editOrReply(context, context.arg(1));
        if (context.refused()) {
            return;
        }
        if (edit.entry() == 0 && !creates) {
            context.reply().integer(0);
            return;
        }
        long bytes = 0;
        for (int i = 2; i < context.argc(); i++) {
            bytes += context.arg(i).length();
        }
        edit.expect(context.argc() - 2, bytes);
        for (int i = 2; i < context.argc(); i++) {
            edit.push(context.arg(i), head);
        }
        context.reply().integer(edit.length());
    }
}
