// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.debug;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.PersistenceControl;
import dev.cairn.server.resp.ReplyError;

import java.util.List;

/** RELOAD and LOADAOF: start over from what is on disk. */
final class DebugReload {
    private static final ReplyError FAILED =
            ReplyError.of("ERR Error trying to load the RDB dump, check server logs");
    private static final ReplyError LOG_FAILED =
            ReplyError.of("ERR Error trying to load the AOF files, check server logs");

    private DebugReload() {}

    static List<DebugVerb> verbs() {
        return List.of(
                new DebugVerb("RELOAD", 2, DebugVerb.ANY, DebugReload::reload),
                new DebugVerb("LOADAOF", 2, 2, DebugReload::recover));
    }

    private static void reload(CommandContext context) {
        boolean save = true;
        boolean flush = true;
        boolean merge = false;
        for (int i = 2; i < context.argc(); i++) {
            if (context.request().is(i, "MERGE")) {
                merge = true;
            } else if (context.request().is(i, "NOFLUSH")) {
                flush = false;
            } else if (context.request().is(i, "NOSAVE")) {
                save = false;
            } else {
                context.refuse(
                        "ERR DEBUG RELOAD only supports the MERGE, NOFLUSH and NOSAVE options.");
                return;
            }
        }
        settle(context, context.server().persistence().reload(save, flush, merge), FAILED);
    }

    private static void recover(CommandContext context) {
        settle(context, context.server().persistence().recoverAgain(), LOG_FAILED);
    }

    private static void settle(
            CommandContext context, PersistenceControl.Outcome outcome, ReplyError otherwise) {
        if (outcome == PersistenceControl.Outcome.DONE) {
            context.reply().ok();
        } else {
            context.refuse(otherwise);
        }
    }
}
