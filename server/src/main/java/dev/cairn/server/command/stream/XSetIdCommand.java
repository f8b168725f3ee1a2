// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.stream;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.stream.StreamId;
import dev.cairn.storage.type.stream.Streams;

/** Sets what a stream knows of its past: the last id, how many entries there were, and the greatest that was deleted. */
final class XSetIdCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("xsetid", -3, CommandGroup.STREAM)
                    .since("5.0.0")
                    .summary("An internal command for replicating stream values.")
                    .complexity("O(1)")
                    .changed(
                            "7.0.0",
                            "Added the `entries_added` and `max_deleted_entry_id` arguments.")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM, CommandFlag.FAST)
                    .acl(AclCategory.STREAM)
                    .key(KeySpec.at(1, "RW", "update"));

    private static final ReplyError NEGATIVE_ADDED =
            ReplyError.of("ERR entries_added must be positive");
    private static final ReplyError BELOW_GIVEN_DELETED =
            ReplyError.of(
                    "ERR The ID specified in XSETID is smaller than the provided"
                            + " max_deleted_entry_id");
    private static final ReplyError BELOW_DELETED =
            ReplyError.of(
                    "ERR The ID specified in XSETID is smaller than current"
                            + " max_deleted_entry_id");
    private static final ReplyError BELOW_TOP =
            ReplyError.of(
                    "ERR The ID specified in XSETID is smaller than the target stream top item");
    private static final ReplyError BELOW_LENGTH =
            ReplyError.of(
                    "ERR The entries_added specified in XSETID is smaller than the target stream"
                            + " length");
    private static final long NOT_GIVEN = -1;

    // The command thread's scratch.
    private final IdArgument argument = new IdArgument();
    private final StreamId id = new StreamId();
    private final StreamId deleted = new StreamId();
    private final StreamId known = new StreamId();
    private long added;

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        argument.strictOrReply(context, 2, 0, id);
        if (!context.refused()) {
            optionsOrReply(context);
        }
        long stream =
                context.refused() ? 0 : StreamAccess.findForWriteOrReply(context, context.arg(1));
        if (!context.refused() && stream == 0) {
            context.refuse(ReplyError.NO_SUCH_KEY);
        }
        if (!context.refused()) {
            checkOrReply(context, stream);
        }
        if (context.refused()) {
            return;
        }
        Streams streams = StreamAccess.streams(context);
        if (deleted.isZero()) {
            streams.greatestDeleted(stream, deleted);
        }
        streams.set(stream, id, added == NOT_GIVEN ? streams.added(stream) : added, deleted);
        context.database().changedQuietly(context.arg(1));
        context.reply().ok();
    }

    private void optionsOrReply(CommandContext context) {
        added = NOT_GIVEN;
        deleted.set(0, 0);
        for (int at = 3; at < context.argc() && !context.refused(); at += 2) {
            ByteSlice word = context.arg(at);
            boolean more = at + 1 < context.argc();
            if (more && word.equalsIgnoreCase("ENTRIESADDED")) {
                added = context.longOrReply(at + 1);
                if (!context.refused() && added < 0) {
                    context.refuse(NEGATIVE_ADDED);
                }
            } else if (more && word.equalsIgnoreCase("MAXDELETEDID")) {
                argument.strictOrReply(context, at + 1, 0, deleted);
                if (!context.refused() && id.compare(deleted) < 0) {
                    context.refuse(BELOW_GIVEN_DELETED);
                }
            } else {
                context.refuse(ReplyError.SYNTAX);
            }
        }
    }

    private void checkOrReply(CommandContext context, long stream) {
        Streams streams = StreamAccess.streams(context);
        if (id.compare(streams.greatestDeleted(stream, known)) < 0) {
            context.refuse(BELOW_DELETED);
        } else if (streams.entries().edge(stream, true, known) && id.compare(known) < 0) {
            context.refuse(BELOW_TOP);
        } else if (added != NOT_GIVEN
                && streams.length(stream) > 0
                && streams.length(stream) > added) {
            context.refuse(BELOW_LENGTH);
        }
    }
}
