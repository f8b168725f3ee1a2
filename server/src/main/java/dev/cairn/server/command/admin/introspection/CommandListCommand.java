// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.introspection;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandEntry;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.GlobPattern;
import dev.cairn.server.resp.ReplyError;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Lists the names of commands: all of them, or those of a category or pattern. */
final class CommandListCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("list", -2, CommandGroup.SERVER)
                    .since("7.0.0")
                    .summary("Returns a list of command names.")
                    .complexity("O(N) where N is the total number of commands")
                    .flags(CommandFlag.LOADING, CommandFlag.STALE)
                    .acl(AclCategory.CONNECTION)
                    .tips("nondeterministic_output_order");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        List<String> names = new ArrayList<>();
        if (context.argc() == 2) {
            context.server().commands().entries().forEach(entry -> names.add(entry.fullName()));
        } else {
            Predicate<CommandEntry> filter = filterOrReply(context);
            if (context.refused()) {
                return;
            }
            addAccepted(names, context.server().commands().entries(), filter);
        }
        context.reply().array(names.size());
        names.forEach(context.reply()::bulk);
    }

    private static Predicate<CommandEntry> filterOrReply(CommandContext context) {
        if (context.argc() == 5 && context.request().is(2, "FILTERBY")) {
            if (context.request().is(3, "MODULE")) {
                return entry -> false;
            }
            if (context.request().is(3, "ACLCAT")) {
                String category = "@" + context.arg(4).toLatin1().toLowerCase(Locale.ROOT);
                return entry ->
                        entry.spec().categories().stream()
                                .anyMatch(each -> each.text().equals(category));
            }
            if (context.request().is(3, "PATTERN")) {
                GlobPattern pattern = new GlobPattern(context.arg(4), true);
                return entry -> pattern.matches(entry.fullName());
            }
        }
        context.refuse(ReplyError.SYNTAX);
        return null;
    }

    private static void addAccepted(
            List<String> names, List<CommandEntry> entries, Predicate<CommandEntry> filter) {
        for (CommandEntry entry : entries) {
            if (filter.test(entry)) {
                names.add(entry.fullName());
            }
            addAccepted(names, entry.subcommands(), filter);
        }
    }
}
