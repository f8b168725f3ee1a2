// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.stream;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.Effects;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.packed.Listpack;
import dev.cairn.storage.type.stream.FieldSource;
import dev.cairn.storage.type.stream.StreamId;
import dev.cairn.storage.type.stream.Streams;

/** Adds an entry, and trims the stream where told to. The log gets the id that was drawn, and an exact trim. */
final class XAddCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("xadd", -5, CommandGroup.STREAM)
                    .since("5.0.0")
                    .summary(
                            "Appends a new message to a stream. Creates the key if it doesn't"
                                    + " exist.")
                    .complexity(
                            "O(1) when adding a new entry, O(N) when trimming where N being the"
                                    + " number of entries evicted.")
                    .changed(
                            "6.2.0",
                            "Added the `NOMKSTREAM` option, `MINID` trimming strategy and the"
                                    + " `LIMIT` option.")
                    .changed("7.0.0", "Added support for the `<ms>-*` explicit ID form.")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM, CommandFlag.FAST)
                    .acl(AclCategory.STREAM)
                    .key(
                            KeySpec.at(1, "RW", "update")
                                    .withNotes(
                                            "UPDATE instead of INSERT because of the optional"
                                                    + " trimming feature"))
                    .tips("nondeterministic_output");

    private static final ReplyError ZERO_ID =
            ReplyError.of("ERR The ID specified in XADD must be greater than 0-0");
    private static final ReplyError EXHAUSTED =
            ReplyError.of(
                    "ERR The stream has exhausted the last possible ID, unable to add more items");
    private static final ReplyError NOT_GREATER =
            ReplyError.of(
                    "ERR The ID specified in XADD is equal or smaller than the target stream top"
                            + " item");
    private static final ReplyError TOO_LARGE =
            ReplyError.of("ERR Elements are too large to be stored");

    // The command thread's scratch.
    private final TrimArguments arguments = new TrimArguments();
    private final GivenFields fields = new GivenFields();
    private final IdText text = new IdText();
    private final StreamId id = new StreamId();
    private final StreamId last = new StreamId();

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        int idAt = arguments.parseOrReply(context, true);
        if (context.refused()) {
            return;
        }
        int count = context.argc() - idAt - 1;
        if (count < 2 || count % 2 == 1) {
            context.refuse(ReplyError.wrongArity(context.command().fullName()));
            return;
        }
        if (arguments.isIdGiven() && arguments.isSequenceGiven() && arguments.id().isZero()) {
            context.refuse(ZERO_ID);
            return;
        }
        ByteSlice key = context.arg(1);
        long stream = StreamAccess.findForWriteOrReply(context, key);
        if (context.refused()) {
            return;
        }
        if (stream == 0 && arguments.isOnlyIfThere()) {
            context.reply().nullBulk();
            return;
        }
        fields.set(context, idAt + 1, count / 2);
        chooseIdOrReply(context, stream);
        if (context.refused()) {
            return;
        }
        Streams streams = StreamAccess.streams(context);
        stream = stream == 0 ? streams.create(key) : stream;
        StorageConfig config = context.keyspace().config();
        streams.entries()
                .append(
                        stream,
                        id,
                        fields,
                        config.streamNodeMaxBytes(),
                        config.streamNodeMaxEntries());
        StreamAccess.changed(context, key);
        if (arguments.isTrimming()) {
            arguments.trim(streams, stream);
        }
        boolean drawn = !arguments.isIdGiven() || !arguments.isSequenceGiven();
        if (drawn || arguments.isApproximate()) {
            nameEffect(context, streams, stream, count);
        }
        text.reply(context.reply(), id);
    }

    private void chooseIdOrReply(CommandContext context, long stream) {
        last.set(0, 0);
        if (stream != 0) {
            StreamAccess.streams(context).last(stream, last);
        }
        if (last.isMax()) {
            context.refuse(EXHAUSTED);
            return;
        }
        boolean valid = true;
        if (!arguments.isIdGiven()) {
            id.set(context.nowMillis(), 0);
            if (last.compare(id.ms(), 0) >= 0 || last.ms() == id.ms()) {
                id.set(last).increment();
            }
        } else if (!arguments.isSequenceGiven() && arguments.id().ms() == last.ms()) {
            id.set(last.ms(), last.seq() + 1);
            valid = id.seq() != 0;
        } else {
            id.set(arguments.id());
        }
        if (!valid || id.compare(last) <= 0) {
            context.refuse(NOT_GREATER);
        } else if (fields.textBytes() > Listpack.SAFE_BYTES) {
            context.refuse(TOO_LARGE);
        }
    }

    private void nameEffect(CommandContext context, Streams streams, long stream, int count) {
        Effects effects = context.effects();
        effects.begin(3 + (arguments.isTrimming() ? 3 : 0) + count);
        effects.arg("XADD").arg(context.arg(1));
        if (arguments.isTrimming()) {
            arguments.nameExact(effects, streams, stream);
        }
        text.arg(effects, id);
        for (int i = context.argc() - count; i < context.argc(); i++) {
            effects.arg(context.arg(i));
        }
    }

    /** The fields and values among a command's arguments. */
    private static final class GivenFields implements FieldSource {
        private CommandContext context;
        private int first;
        private int fields;

        void set(CommandContext of, int from, int count) {
            context = of;
            first = from;
            fields = count;
        }

        long textBytes() {
            long bytes = 0;
            for (int i = 0; i < 2 * fields; i++) {
                bytes += text(i).length();
            }
            return bytes;
        }

        @Override
        public int fields() {
            return fields;
        }

        @Override
        public ByteSlice text(int index) {
            return context.arg(first + index);
        }
    }
}
