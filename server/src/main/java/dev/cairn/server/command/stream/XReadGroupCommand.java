// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.stream;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.command.KeyWait;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.server.resp.ReplyWriter;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.stream.StreamId;
import dev.cairn.storage.type.stream.Streams;

/**
 * Delivers entries to a consumer: new ones, which are pending from then on, or again what it has pending. The log gets what
 * became of them.
 */
final class XReadGroupCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("xreadgroup", -7, CommandGroup.STREAM)
                    .since("5.0.0")
                    .summary(
                            "Returns new or historical messages from a stream for a consumer in a"
                                    + " group. Blocks until a message is available otherwise.")
                    .complexity(
                            "For each stream mentioned: O(M) with M being the number of elements"
                                + " returned. If M is constant (e.g. always asking for the first 10"
                                + " elements with COUNT), you can consider it O(1). On the other"
                                + " side when XREADGROUP blocks, XADD will pay the O(N) time in"
                                + " order to serve the N clients blocked on the stream getting new"
                                + " data.")
                    .flags(CommandFlag.WRITE, CommandFlag.BLOCKING)
                    .acl(AclCategory.STREAM)
                    .key(KeySpec.afterKeyword("STREAMS", 4, -1, 1, 2, "RO", "access"));

    // The command thread's scratch.
    private final ReadArguments arguments = new ReadArguments();
    private final IdArgument argument = new IdArgument();
    private final IdList after = new IdList();
    private final GroupDelivery delivery = new GroupDelivery();
    private final StreamId id = new StreamId();
    private final StreamId last = new StreamId();

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        arguments.parseOrReply(context, true);
        after.clear();
        for (int i = 0; !context.refused() && i < arguments.streams(); i++) {
            idOrReply(context, i);
            after.add(id);
        }
        if (context.refused()) {
            return;
        }
        // What is logged is told apart from what is asked.
        context.effects().none();
        if (!replied(context)) {
            if (arguments.isBlocking() && context.mayBlock()) {
                KeyWait wait =
                        KeyWait.on(
                                ValueType.STREAM,
                                arguments.firstKey(),
                                arguments.streams(),
                                arguments.deadlineMillis());
                // A group that goes with its stream has to be told.
                context.block(wait.mindingEveryChange());
            } else {
                context.reply().nullArray();
            }
        }
    }

    /** Reads behind which id to begin; the greatest one stands for what is new. */
    private void idOrReply(CommandContext context, int index) {
        ByteSlice key = arguments.key(context, index);
        long stream = StreamAccess.findOrReply(context, key);
        if (context.refused()) {
            return;
        }
        ByteSlice group = arguments.group(context);
        if (stream == 0 || StreamAccess.streams(context).groups().find(stream, group) == 0) {
            context.refuse(
                    "NOGROUP No such key '"
                            + StreamAccess.shown(key)
                            + "' or consumer group '"
                            + StreamAccess.shown(group)
                            + "' in XREADGROUP with GROUP option");
            return;
        }
        ByteSlice given = context.arg(arguments.idAt(index));
        if (given.equalsIgnoreCase("$") || given.equalsIgnoreCase("+")) {
            context.refuse(meaningless(given.toLatin1()));
        } else if (given.equalsIgnoreCase(">")) {
            id.set(-1, -1);
        } else {
            argument.strictOrReply(context, arguments.idAt(index), 0, id);
        }
    }

    private static ReplyError meaningless(String sign) {
        return ReplyError.of(
                "ERR The "
                        + sign
                        + " ID is meaningless in the context of XREADGROUP: you want to read the"
                        + " history of this consumer by specifying a proper ID, or use the > ID to"
                        + " get new messages. The "
                        + sign
                        + " ID would just return an empty result set.");
    }

    /** Delivers what there is; false if there is nothing, and nothing is answered. */
    private boolean replied(CommandContext context) {
        ReplyWriter reply = context.reply();
        // The same stream may be named twice, and then what is there depends on what came before.
        int mark = arguments.streams() > 1 ? reply.defer() : 0;
        int ready = 0;
        for (int i = 0; i < arguments.streams(); i++) {
            long entry = context.database().findForWrite(arguments.key(context, i));
            Streams streams = StreamAccess.streams(context);
            long stream = streams.stream(entry);
            long group = streams.groups().find(stream, arguments.group(context));
            delivery.start(context, arguments, i, stream, group);
            boolean history = !after.get(i, id).isMax();
            if (!history && !hasMore(streams, stream, group)) {
                continue;
            }
            ready++;
            if (arguments.streams() == 1) {
                begin(reply, 1);
            }
            if (reply.protocol() == 2) {
                reply.array(2);
            }
            reply.bulk(arguments.key(context, i));
            if (history) {
                id.increment();
                delivery.again(id);
            } else {
                delivery.anew(last);
            }
        }
        if (arguments.streams() > 1) {
            end(reply, mark, ready);
        }
        return ready > 0;
    }

    private boolean hasMore(Streams streams, long stream, long group) {
        boolean any = streams.entries().edge(stream, true, id);
        streams.groups().last(group, last);
        return any && id.compare(last) > 0;
    }

    private static void begin(ReplyWriter reply, int ready) {
        if (reply.protocol() == 2) {
            reply.array(ready);
        } else {
            reply.map(ready);
        }
    }

    private static void end(ReplyWriter reply, int mark, int ready) {
        if (ready == 0) {
            reply.abandonDeferred(mark);
        } else if (reply.protocol() == 2) {
            reply.endDeferredArray(mark, ready);
        } else {
            reply.endDeferredMap(mark, ready);
        }
    }
}
