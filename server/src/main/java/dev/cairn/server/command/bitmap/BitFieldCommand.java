// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.bitmap;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.server.resp.ReplyWriter;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.string.Strings;

/** Reads and changes integers of any width in a string: BITFIELD, and BITFIELD_RO, which reads alone. */
final class BitFieldCommand implements Command {
    private static final CommandSpec BITFIELD =
            CommandSpec.of("bitfield", -2, CommandGroup.BITMAP)
                    .since("3.2.0")
                    .summary("Performs arbitrary bitfield integer operations on strings.")
                    .complexity("O(1) for each subcommand specified")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM)
                    .acl(AclCategory.BITMAP)
                    .key(
                            KeySpec.at(1, "RW", "access", "update", "variable_flags")
                                    .withNotes(
                                            "This command allows both access and modification of"
                                                    + " the key"));

    private static final CommandSpec BITFIELD_RO =
            CommandSpec.of("bitfield_ro", -2, CommandGroup.BITMAP)
                    .since("6.0.0")
                    .summary("Performs arbitrary read-only bitfield integer operations on strings.")
                    .complexity("O(1) for each subcommand specified")
                    .flags(CommandFlag.READONLY, CommandFlag.FAST)
                    .acl(AclCategory.BITMAP)
                    .key(KeySpec.at(1, "RO", "access"));

    private static final ReplyError READS_ONLY =
            ReplyError.of("ERR BITFIELD_RO only supports the GET subcommand");

    private final CommandSpec spec;
    private final boolean readOnly;
    private final BitFieldOperation operation = new BitFieldOperation();

    private BitFieldCommand(CommandSpec spec, boolean readOnly) {
        this.spec = spec;
        this.readOnly = readOnly;
    }

    static Command bitField() {
        return new BitFieldCommand(BITFIELD, false);
    }

    static Command bitFieldRo() {
        return new BitFieldCommand(BITFIELD_RO, true);
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public void execute(CommandContext context) {
        int count = 0;
        boolean writes = false;
        long lastWritten = 0;
        operation.begin();
        while (operation.nextOrReply(context)) {
            count++;
            if (operation.writes()) {
                writes = true;
                lastWritten = Math.max(lastWritten, operation.offset() + operation.width() - 1);
            }
        }
        if (!context.refused() && writes && readOnly) {
            context.refuse(READS_ONLY);
        }
        if (context.refused()) {
            return;
        }
        ByteSlice key = context.arg(1);
        long entry =
                writes
                        ? context.findForWriteOrReply(key, ValueType.STRING)
                        : context.findOrReply(key, ValueType.STRING);
        if (context.refused()) {
            return;
        }
        Strings strings = context.database().strings();
        if (writes) {
            entry = strings.ensureLength(key, (int) (lastWritten >>> 3) + 1);
        }
        context.reply().array(count);
        operation.begin();
        while (operation.nextOrReply(context)) {
            run(context.reply(), strings, entry);
        }
    }

    private void run(ReplyWriter reply, Strings strings, long entry) {
        long old = operation.read(strings, entry);
        if (!operation.writes()) {
            reply.integer(old);
            return;
        }
        long changed = operation.result(old);
        if (operation.isRefused()) {
            reply.nullBulk();
            return;
        }
        operation.write(strings, entry, changed);
        reply.integer(operation.isIncrement() ? changed : old);
    }
}
