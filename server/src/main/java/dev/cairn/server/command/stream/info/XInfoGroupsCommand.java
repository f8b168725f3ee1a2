// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.stream.info;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.command.stream.StreamAccess;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.server.resp.ReplyWriter;
import dev.cairn.storage.type.stream.StreamGroups;
import dev.cairn.storage.type.stream.Streams;

/** The groups of a stream. */
final class XInfoGroupsCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("groups", 3, CommandGroup.STREAM)
                    .since("5.0.0")
                    .summary("Returns a list of the consumer groups of a stream.")
                    .complexity("O(1)")
                    .changed("7.0.0", "Added the `entries-read` and `lag` fields")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.STREAM)
                    .key(KeySpec.at(2, "RO", "access"));

    // The command thread's scratch.
    private final GroupReply parts = new GroupReply();

    @Override
    public CommandSpec spec() {
        return SPEC;
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
        Streams streams = StreamAccess.streams(context);
        StreamGroups groups = streams.groups();
        ReplyWriter reply = context.reply();
        int count = groups.count(stream);
        reply.array(count);
        for (int i = 0; i < count; i++) {
            long group = groups.group(stream, i);
            reply.map(6);
            parts.name(reply, streams, group);
            reply.bulk("consumers");
            reply.integer(groups.consumers(group));
            reply.bulk("pending");
            reply.integer(streams.pending().count(group));
            parts.progress(reply, streams, stream, group);
        }
    }
}
