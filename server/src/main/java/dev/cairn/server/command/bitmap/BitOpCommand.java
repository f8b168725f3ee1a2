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
import dev.cairn.storage.type.string.Strings;

import java.util.Arrays;

/**
 * Combines strings bit by bit and stores the result; a shorter string counts as followed by zeros.
 *
 * <p>The result is made where it will be, in pieces that stay in the processor's caches. Only its beginning, where a source may
 * be an integer, is made on the heap; and each piece where the target is a source among several, as all of them have to be read
 * before it is overwritten.
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

    /** No string that is kept as an integer is longer. */
    private static final int HEAD_LENGTH = 64;

    private static final int PIECE_LENGTH = 1 << 17;
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
            boolean inPlace = prepareTarget(context, length) || context.argc() <= FIRST_SOURCE + 2;
            int count = Math.min(length, HEAD_LENGTH);
            combineOnHeap(context, operator, 0, count);
            for (int from = count; from < length; from += count) {
                count = Math.min(PIECE_LENGTH, length - from);
                if (inPlace) {
                    combineInPlace(context, operator, length, from, count);
                } else {
                    combineOnHeap(context, operator, from, count);
                }
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

    /**
     * Makes the target a string of the length to come, which keeps its content only if it is a source.
     *
     * @return whether it is none
     */
    private static boolean prepareTarget(CommandContext context, int length) {
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
        return !isSource;
    }

    /** Combines the first two sources into the target, and what is there then with each other one. */
    private static void combineInPlace(
            CommandContext context, BitOperator operator, int length, int from, int count) {
        Strings strings = context.database().strings();
        long target = strings.ensureLength(context.arg(TARGET), length);
        long one = context.database().peek(context.arg(FIRST_SOURCE));
        // A source alone is combined with itself, which XOR would make zeros of.
        boolean alone = context.argc() == FIRST_SOURCE + 1;
        BitOperator by = alone && operator == BitOperator.XOR ? BitOperator.OR : operator;
        for (int i = alone ? FIRST_SOURCE : FIRST_SOURCE + 1; i < context.argc(); i++) {
            long other = context.database().peek(context.arg(i));
            strings.combine(target, one, other, from, count, by.both, by.either, by.flip);
            one = target;
        }
    }

    private void combineOnHeap(CommandContext context, BitOperator operator, int from, int count) {
        read(context, FIRST_SOURCE, from, count, result);
        if (operator == BitOperator.NOT) {
            operator.apply(result, result, count);
        }
        for (int i = FIRST_SOURCE + 1; i < context.argc(); i++) {
            read(context, i, from, count, operand);
            operator.apply(result, operand, count);
        }
        piece.set(result, 0, count);
        context.database().strings().setRange(context.arg(TARGET), from, piece);
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
