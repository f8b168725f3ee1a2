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

/** Answers with a part of a string: GETRANGE, and SUBSTR by its earlier name. */
final class GetRangeCommand implements Command {
    private static final CommandSpec GETRANGE =
            CommandSpec.of("getrange", 4, CommandGroup.STRING)
                    .since("2.4.0")
                    .summary("Returns a substring of the string stored at a key.")
                    .complexity(
                            "O(N) where N is the length of the returned string. The complexity is"
                                + " ultimately determined by the returned length, but because"
                                + " creating a substring from an existing string is very cheap, it"
                                + " can be considered O(1) for small strings.")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.STRING)
                    .key(KeySpec.at(1, "RO", "access"));

    private static final CommandSpec SUBSTR =
            CommandSpec.of("substr", 4, CommandGroup.STRING)
                    .since("1.0.0")
                    .summary("Returns a substring from a string value.")
                    .complexity(
                            "O(N) where N is the length of the returned string. The complexity is"
                                + " ultimately determined by the returned length, but because"
                                + " creating a substring from an existing string is very cheap, it"
                                + " can be considered O(1) for small strings.")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.STRING)
                    .key(KeySpec.at(1, "RO", "access"));

    private final CommandSpec spec;

    private GetRangeCommand(CommandSpec spec) {
        this.spec = spec;
    }

    static Command getRange() {
        return new GetRangeCommand(GETRANGE);
    }

    static Command subStr() {
        return new GetRangeCommand(SUBSTR);
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public void execute(CommandContext context) {
        long first = context.longOrReply(2);
        long last = context.refused() ? 0 : context.longOrReply(3);
        if (context.refused()) {
            return;
        }
        long entry = context.findOrReply(context.arg(1), ValueType.STRING);
        if (context.refused()) {
            return;
        }
        if (entry == 0 || (first < 0 && last < 0 && first > last)) {
            context.reply().bulk("");
            return;
        }
        long length = context.database().strings().length(entry);
        long from = Math.max(first < 0 ? first + length : first, 0);
        long to = Math.min(Math.max(last < 0 ? last + length : last, 0), length - 1);
        if (from > to) {
            context.reply().bulk("");
        } else {
            GetCommand.replyPart(context, entry, (int) from, (int) (to - from + 1));
        }
    }
}
