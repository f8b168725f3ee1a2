// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.stream.info;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.command.stream.EntryReply;
import dev.cairn.server.command.stream.IdText;
import dev.cairn.server.command.stream.StreamAccess;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.server.resp.ReplyWriter;
import dev.cairn.storage.type.stream.StreamGroups;
import dev.cairn.storage.type.stream.StreamId;
import dev.cairn.storage.type.stream.Streams;

/** A stream, in sum or with FULL in all its parts. */
final class XInfoStreamCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("stream", -3, CommandGroup.STREAM)
                    .since("5.0.0")
                    .summary("Returns information about a stream.")
                    .complexity("O(1)")
                    .changed("6.0.0", "Added the `FULL` modifier.")
                    .changed(
                            "7.0.0",
                            "Added the `max-deleted-entry-id`, `entries-added`,"
                                    + " `recorded-first-entry-id`, `entries-read` and `lag` fields")
                    .changed(
                            "7.2.0",
                            "Added the `active-time` field, and changed the meaning of"
                                    + " `seen-time`.")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.STREAM)
                    .key(KeySpec.at(2, "RO", "access"));

    private static final long USUAL_COUNT = 10;

    // The command thread's scratch.
    private final IdText text = new IdText();
    private final EntryReply entries = new EntryReply();
    private final GroupReply groupReply = new GroupReply();
    private final StreamId id = new StreamId();

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    /** How many entries of each kind to show: what COUNT says, where 0 is for all. */
    private static long countOrReply(CommandContext context) {
        boolean counted = context.argc() == 6 && context.arg(4).equalsIgnoreCase("COUNT");
        if (!context.arg(3).equalsIgnoreCase("FULL") || (context.argc() != 4 && !counted)) {
            context.refuse(
                    "ERR unknown subcommand or wrong number of arguments for '"
                            + context.arg(1).toLatin1()
                            + "'. Try XINFO HELP.");
            return 0;
        }
        long count = counted ? context.longOrReply(5) : USUAL_COUNT;
        return count == 0 ? Long.MAX_VALUE : count < 0 ? USUAL_COUNT : count;
    }

    private void root(ReplyWriter reply, Streams streams, long stream) {
        reply.bulk("length");
        reply.integer(streams.length(stream));
        reply.bulk("radix-tree-keys");
        reply.integer(streams.blocks(stream));
        reply.bulk("radix-tree-nodes");
        reply.integer(streams.radixNodes(stream));
        reply.bulk("last-generated-id");
        text.reply(reply, streams.last(stream, id));
        reply.bulk("max-deleted-entry-id");
        text.reply(reply, streams.greatestDeleted(stream, id));
        reply.bulk("entries-added");
        reply.integer(streams.added(stream));
        reply.bulk("recorded-first-entry-id");
        text.reply(reply, streams.first(stream, id));
    }

    private void sum(ReplyWriter reply, Streams streams, long stream) {
        reply.bulk("groups");
        reply.integer(streams.groups().count(stream));
        reply.bulk("first-entry");
        entries.edge(reply, streams, stream, false);
        reply.bulk("last-entry");
        entries.edge(reply, streams, stream, true);
    }

    private void parts(ReplyWriter reply, Streams streams, long stream, long most) {
        reply.bulk("entries");
        entries.first(reply, streams, stream, most);
        reply.bulk("groups");
        StreamGroups groups = streams.groups();
        int count = groups.count(stream);
        reply.array(count);
        for (int i = 0; i < count; i++) {
            groupReply.full(reply, streams, stream, groups.group(stream, i), most);
        }
    }

    @Override
    public void execute(CommandContext context) {
        long stream = StreamAccess.findOrReply(context, context.arg(2));
        if (context.refused()) {
            return;
        }
        if (stream == 0) {
            context.refuse(ReplyError.NO_SUCH_KEY);
            return;
        }
        boolean full = context.argc() > 3;
        long most = full ? countOrReply(context) : 0;
        if (context.refused()) {
            return;
        }
        Streams streams = StreamAccess.streams(context);
        context.reply().map(full ? 9 : 10);
        root(context.reply(), streams, stream);
        if (full) {
            parts(context.reply(), streams, stream, most);
        } else {
            sum(context.reply(), streams, stream);
        }
    }
}
