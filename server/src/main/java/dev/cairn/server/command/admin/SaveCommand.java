// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.resp.ReplyError;

/** Takes a snapshot and answers when it is on disk. */
final class SaveCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("save", 1, CommandGroup.SERVER)
                    .since("1.0.0")
                    .summary("Synchronously saves the database(s) to disk.")
                    .complexity("O(N) where N is the total number of keys in all databases")
                    .flags(
                            CommandFlag.ADMIN,
                            CommandFlag.NOSCRIPT,
                            CommandFlag.NO_ASYNC_LOADING,
                            CommandFlag.NO_MULTI);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    static final ReplyError ALREADY = ReplyError.of("ERR Background save already in progress");
    static final ReplyError FAILED = ReplyError.of("ERR");

    @Override
    public void execute(CommandContext context) {
        switch (context.server().persistence().save()) {
            case DONE -> context.reply().ok();
            case ALREADY -> context.refuse(ALREADY);
            default -> context.refuse(FAILED);
        }
    }
}
