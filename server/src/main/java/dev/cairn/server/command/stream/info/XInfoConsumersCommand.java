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

/** The consumers of a group. */
final class XInfoConsumersCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("consumers", 4, CommandGroup.STREAM)
                    .since("5.0.0")
                    .summary("Returns a list of the consumers in a consumer group.")
                    .complexity("O(1)")
                    .changed(
                            "7.2.0",
                            "Added the `inactive` field, and changed the meaning of `idle`.")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.STREAM)
                    .key(KeySpec.at(2, "RO", "access"))
                    .tips("nondeterministic_output");

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
        long group = groups.find(stream, context.arg(3));
        if (group == 0) {
            StreamAccess.refuseNoGroupOfKey(context);
            return;
        }
        ReplyWriter reply = context.reply();
        long now = context.nowMillis();
        int count = groups.consumers(group);
        reply.array(count);
        for (int i = 0; i < count; i++) {
            long consumer = groups.consumer(group, i);
            long active = groups.activeAt(consumer);
            reply.map(4);
            reply.bulk("name");
            reply.bulk(groups.name(consumer));
            reply.bulk("pending");
            reply.integer(streams.pending().count(consumer));
            reply.bulk("idle");
            reply.integer(Math.max(0, now - groups.seenAt(consumer)));
            reply.bulk("inactive");
            reply.integer(active == -1 ? -1 : now - active);
        }
    }
}
