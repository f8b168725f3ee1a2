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
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.StoredBytes;

import java.util.Arrays;

/**
 * Combines strings bit by bit and stores the result; a shorter string counts as followed by zeros.
 *
 * <p>The result is made in pieces, so that it never lies on the heap as a whole. Where the target is one of the sources,
 * each piece is read before it is overwritten.
 */
final class BitOpCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("bitop", -4, CommandGroup.BITMAP)
                    .since("2.6.0")
                    .summary(
                            "Performs bitwise operations on multiple strings, and stores the "
                                    + "result.")
                    .complexity("O(N)")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM)
                    .acl(AclCategory.BITMAP)
                    .key(KeySpec.at(2, "OW", "update"))
                    .key(KeySpec.range(3, -1, 1, "RO", "access"));

    private static final ReplyError ONE_SOURCE =
            ReplyError.of("ERR BITOP NOT must be called with a single source key.");
    private static final int PIECE_LENGTH = 1 << 16;
    private static final int TARGET = 2;
    private static final int FIRST_SOURCE = 3;

    private final byte[] result = new byte[PIECE_LENGTH];
    private final byte[] operand = new byte[PIECE_LENGTH];
    private final ByteSlice piece = new ByteSlice();

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        BitOperator operator = BitOperator.find(context.arg(1));
        if (operator == null) {
            context.refuse(ReplyError.SYNTAX);
            return;
        }
        if (operator == BitOperator.NOT && context.argc() != FIRST_SOURCE + 1) {
            context.refuse(ONE_SOURCE);
            return;
        }
        int length = longestOrReply(context);
        if (context.refused()) {
            return;
        }
        if (length == 0) {
            context.database().delete(context.arg(TARGET), false);
        } else {
            prepareTarget(context, length);
            for (int from = 0; from < length; from += PIECE_LENGTH) {
                int count = Math.min(PIECE_LENGTH, length - from);
                combine(context, operator, from, count);
                piece.set(result, 0, count);
                context.database().strings().setRange(context.arg(TARGET), from, piece);
            }
        }
        context.reply().integer(length);
    }

    private static int longestOrReply(CommandContext context) {
        int longest = 0;
        for (int i = FIRST_SOURCE; i < context.argc() && !context.refused(); i++) {
            long entry = context.findOrReply(context.arg(i), ValueType.STRING);
            if (entry != 0) {
                longest = Math.max(longest, context.database().strings().length(entry));
            }
        }
        return longest;
    }

    /** Makes the target a string of the length to come, which keeps its content only if it is a source. */
    private static void prepareTarget(CommandContext context, int length) {
        ByteSlice target = context.arg(TARGET);
        boolean isSource = false;
        for (int i = FIRST_SOURCE; i < context.argc(); i++) {
            isSource |= context.arg(i).equals(target);
        }
        if (isSource && context.database().exists(target)) {
            context.database().setExpireAt(target, -1);
            context.database().strings().ensureLength(target, length);
        } else {
            context.database().delete(target, false);
            context.database().strings().makeRoom(target, length);
        }
    }

    private void combine(CommandContext context, BitOperator operator, int from, int count) {
        read(context, FIRST_SOURCE, from, count, result);
        if (operator == BitOperator.NOT) {
            operator.apply(result, result, count);
        }
        for (int i = FIRST_SOURCE + 1; i < context.argc(); i++) {
            read(context, i, from, count, operand);
            operator.apply(result, operand, count);
        }
    }

    /** Copies a piece of a source, with zeros where it has ended. */
    private static void read(
            CommandContext context, int index, int from, int count, byte[] target) {
        long entry = context.database().peek(context.arg(index));
        int present = 0;
        if (entry != 0) {
            StoredBytes value = context.database().strings().value(entry);
            present = Math.clamp(value.length() - from, 0, count);
            value.copyTo(Math.min(from, value.length()), present, target, 0);
        }
        Arrays.fill(target, present, count, (byte) 0);
    }
}
