// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin;

import dev.cairn.server.CairnVersion;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.resp.ReplyError;

/** Piles up a cairn, and tells the version. VERSION is for other artists: there is one picture. */
final class LolwutCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("lolwut", -1, CommandGroup.SERVER)
                    .since("5.0.0")
                    .summary("Displays computer art and the server version.")
                    .flags(CommandFlag.READONLY, CommandFlag.FAST);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    private static final ReplyError USAGE =
            ReplyError.of("ERR Syntax error. Use: LOLWUT [columns stones]");
    private static final int MOST_COLUMNS = 200;
    private static final int MOST_STONES = 40;

    @Override
    public void execute(CommandContext context) {
        int from = 1;
        if (context.argc() >= 3 && context.request().is(1, "VERSION")) {
            context.longOrReply(2);
            from = 3;
        }
        int columns = sizeOrReply(context, from, 40, MOST_COLUMNS);
        int stones = sizeOrReply(context, from + 1, 7, MOST_STONES);
        if (!context.refused()) {
            String picture = pile(context, Math.max(8, columns), Math.max(1, stones));
            context.reply().verbatim("txt", picture + "\nCairn ver. " + CairnVersion.NUMBER + "\n");
        }
    }

    private static int sizeOrReply(CommandContext context, int index, int otherwise, int most) {
        if (context.refused() || index >= context.argc()) {
            return otherwise;
        }
        return Math.clamp(context.longOrReply(index, USAGE), 1, most);
    }

    /** Stones of two lines each, every one a little wider than the one it carries, none lying quite straight. */
    private static String pile(CommandContext context, int columns, int stones) {
        StringBuilder picture = new StringBuilder();
        for (int i = 1; i <= stones; i++) {
            int width =
                    Math.max(
                            3, (columns - 4) * i / stones - context.keyspace().random().nextInt(3));
            int lean = context.keyspace().random().nextInt(3) - 1;
            String left = " ".repeat(Math.max(0, (columns - width - 2) / 2 + lean));
            picture.append(left).append(' ').append("_".repeat(width)).append('\n');
            picture.append(left).append('(').append("_".repeat(width)).append(")\n");
        }
        return picture.toString();
    }
}
