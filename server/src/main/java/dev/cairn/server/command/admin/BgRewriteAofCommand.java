// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.resp.ReplyError;

/** Shortens the log: takes a snapshot and drops the log before it. */
final class BgRewriteAofCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("bgrewriteaof", 1, CommandGroup.SERVER)
                    .since("1.0.0")
                    .summary("Asynchronously rewrites the append-only file to disk.")
                    .complexity("O(1)")
                    .flags(CommandFlag.ADMIN, CommandFlag.NOSCRIPT, CommandFlag.NO_ASYNC_LOADING);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    private static final ReplyError ALREADY =
            ReplyError.of("ERR Background append only file rewriting already in progress");
    private static final ReplyError FAILED =
            ReplyError.of(
                    "ERR Can't execute an AOF background rewriting. Please check the server logs"
                            + " for more information.");

    @Override
    public void execute(CommandContext context) {
        switch (context.server().persistence().rewriteLog()) {
            case STARTED -> context.reply().simple("Background append only file rewriting started");
            case SCHEDULED ->
                    context.reply().simple("Background append only file rewriting scheduled");
            case ALREADY -> context.refuse(ALREADY);
            default -> context.refuse(FAILED);
        }
    }
}
