// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.Lifecycle;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.server.resp.Request;

/** Ends the server: with or without a last snapshot, even if that fails when forced. There is no reply when all goes well. */
final class ShutdownCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("shutdown", -1, CommandGroup.SERVER)
                    .since("1.0.0")
                    .summary(
                            "Synchronously saves the database(s) to disk and shuts down the"
                                    + " server.")
                    .complexity(
                            "O(N) when saving, where N is the total number of keys in all databases"
                                    + " when saving data, otherwise O(1)")
                    .flags(
                            CommandFlag.ADMIN,
                            CommandFlag.NOSCRIPT,
                            CommandFlag.LOADING,
                            CommandFlag.STALE,
                            CommandFlag.NO_MULTI,
                            CommandFlag.ALLOW_BUSY)
                    .changed("7.0.0", "Added the `NOW`, `FORCE` and `ABORT` modifiers.")
                    .changed("9.0.0", "Added the `SAFE` and `FAILOVER` modifiers.");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    private static final ReplyError NONE_TO_ABORT = ReplyError.of("ERR No shutdown in progress.");
    private static final ReplyError FAILED =
            ReplyError.of("ERR Errors trying to SHUTDOWN. Check logs.");

    @Override
    public void execute(CommandContext context) {
        boolean abort = false;
        boolean now = false;
        boolean force = false;
        Lifecycle.Saving saving = Lifecycle.Saving.AS_CONFIGURED;
        for (int i = 1; i < context.argc(); i++) {
            Request request = context.request();
            if (request.is(i, "NOSAVE") && saving != Lifecycle.Saving.SAVE) {
                saving = Lifecycle.Saving.NO_SAVE;
            } else if (request.is(i, "SAVE") && saving != Lifecycle.Saving.NO_SAVE) {
                saving = Lifecycle.Saving.SAVE;
            } else if (request.is(i, "NOW")) {
                now = true;
            } else if (request.is(i, "FORCE")) {
                force = true;
            } else if (request.is(i, "ABORT")) {
                abort = true;
            } else if (!request.is(i, "SAFE") && !request.is(i, "FAILOVER")) {
                // Those two look after replicas and clusters: here there is nothing to look after.
                context.refuse(ReplyError.SYNTAX);
                return;
            }
        }
        if (abort && context.argc() > 2) {
            context.refuse(ReplyError.SYNTAX);
        } else if (abort) {
            abort(context);
        } else if (!context.server()
                .lifecycle()
                .shutdown(new Lifecycle.ShutdownWish(saving, now, force))) {
            context.refuse(FAILED);
        }
    }

    private static void abort(CommandContext context) {
        if (context.server().lifecycle().abortShutdown()) {
            context.reply().ok();
        } else {
            context.refuse(NONE_TO_ABORT);
        }
    }
}
