// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.PersistenceControl;
import dev.cairn.server.resp.ReplyError;

/** Takes a snapshot in the background, or gives up the one that is being taken. */
final class BgSaveCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("bgsave", -1, CommandGroup.SERVER)
                    .since("1.0.0")
                    .summary("Asynchronously saves the database(s) to disk.")
                    .complexity("O(1)")
                    .flags(CommandFlag.ADMIN, CommandFlag.NOSCRIPT, CommandFlag.NO_ASYNC_LOADING)
                    .changed("3.2.2", "Added the `SCHEDULE` option.")
                    .changed("8.1.0", "Added the `CANCEL` option.");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    private static final ReplyError NOTHING_TO_CANCEL =
            ReplyError.of("ERR Background saving is currently not in progress or scheduled");

    @Override
    public void execute(CommandContext context) {
        boolean schedule = context.argc() == 2 && context.request().is(1, "SCHEDULE");
        boolean cancel = context.argc() == 2 && context.request().is(1, "CANCEL");
        if (context.argc() > 1 && !schedule && !cancel) {
            context.refuse(ReplyError.SYNTAX);
        } else if (cancel) {
            cancel(context);
        } else {
            switch (context.server().persistence().saveInBackground(schedule)) {
                case STARTED -> context.reply().simple("Background saving started");
                case SCHEDULED -> context.reply().simple("Background saving scheduled");
                case ALREADY -> context.refuse(SaveCommand.ALREADY);
                default -> context.refuse(SaveCommand.FAILED);
            }
        }
    }

    private static void cancel(CommandContext context) {
        if (context.server().persistence().cancelSave() == PersistenceControl.Outcome.DONE) {
            context.reply().simple("Background saving cancelled");
        } else {
            context.refuse(NOTHING_TO_CANCEL);
        }
    }
}
