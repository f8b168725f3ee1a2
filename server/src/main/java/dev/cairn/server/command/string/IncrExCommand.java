// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.string;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.FloatText;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.resp.AsciiNumbers;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.Database;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;

/**
 * Adds to the number that a string holds, within bounds, and sets or clears its expiry; as Redis 8 has it. Answers with the
 * new number and what was added; beyond the bounds nothing happens and that is 0. Logged as the result.
 */
final class IncrExCommand implements Command {
    private static final int LONGEST_INTEGER = 20;
    private static final CommandSpec SPEC =
            CommandSpec.of("increx", -2, CommandGroup.STRING)
                    .since("8.8.0")
                    .summary(
                            "Increments the numeric value of a key by a number and sets its"
                                    + " expiration time. Uses 0 as initial value if the key doesn't"
                                    + " exist.")
                    .complexity("O(1)")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM, CommandFlag.FAST)
                    .acl(AclCategory.STRING)
                    .key(KeySpec.at(1, "RW", "access", "update"));

    private static final ReplyError TOO_FAR = ReplyError.of("ERR applied increment would overflow");
    private static final ReplyError NOT_FINITE =
            ReplyError.of("ERR applied increment would be Infinity");
    private static final byte[] SET = {'S', 'E', 'T'};
    private static final byte[] KEEPTTL = {'K', 'E', 'E', 'P', 'T', 'T', 'L'};
    private static final byte[] PXAT = {'P', 'X', 'A', 'T'};
    private static final byte[] DEL = {'D', 'E', 'L'};

    private final IncrExOptions options = new IncrExOptions();
    private final byte[] digits = new byte[LONGEST_INTEGER];
    private final ByteSlice text = new ByteSlice();

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        options.parseOrReply(context, 2);
        if (context.refused()) {
            return;
        }
        long entry = context.findForWriteOrReply(context.arg(1), ValueType.STRING);
        if (context.refused()) {
            return;
        }
        if (options.isFloat()) {
            addNumber(context, entry);
        } else {
            addInteger(context, entry);
        }
    }

    private void addInteger(CommandContext context, long entry) {
        long old = entry == 0 ? 0 : IncrCommand.valueOrReply(context, entry);
        if (context.refused()) {
            return;
        }
        long amount = options.increment().integer();
        long sum = old + amount;
        boolean overflow = ((old ^ sum) & (amount ^ sum)) < 0;
        boolean above = overflow ? amount > 0 : sum > options.upper().integer();
        boolean below = overflow ? amount < 0 : sum < options.lower().integer();
        if (!options.isSaturating() && (above || below)) {
            reply(context, old, 0);
            return;
        }
        long result = sum;
        if (above || below) {
            result = above ? options.upper().integer() : options.lower().integer();
        }
        long applied = result - old;
        if (((result ^ old) & (result ^ applied)) < 0) {
            context.refuse(TOO_FAR);
            return;
        }
        if (!expiresAtOnce(context, entry)) {
            context.database().strings().setLong(context.arg(1), entry, result);
            settleExpiry(context, text.set(digits, 0, AsciiNumbers.write(result, digits, 0)));
        }
        reply(context, result, applied);
    }

    private void addNumber(CommandContext context, long entry) {
        FloatText old = IncrByFloatCommand.valueOrReply(context, entry);
        if (context.refused()) {
            return;
        }
        FloatText sum = old.plusOrInfinite(options.increment().number());
        boolean above = sum.compareTo(options.upper().number()) > 0;
        boolean below = sum.compareTo(options.lower().number()) < 0;
        if (!options.isSaturating() && (above || below)) {
            reply(context, old, FloatText.of(0));
            return;
        }
        FloatText result = sum;
        if (above || below) {
            result = above ? options.upper().number() : options.lower().number();
        }
        FloatText applied = result.plusOrInfinite(old.negated());
        if (!result.isFinite() || !applied.isFinite()) {
            context.refuse(NOT_FINITE);
            return;
        }
        if (!expiresAtOnce(context, entry)) {
            ByteSlice text = ByteSlice.of(result.toString());
            context.database().strings().setText(context.arg(1), text);
            settleExpiry(context, text);
        }
        reply(context, result, applied);
    }

    /** Removes the key, if it is there, where its new expiry has passed. */
    private boolean expiresAtOnce(CommandContext context, long entry) {
        Database database = context.database();
        boolean hasOne = entry != 0 && database.expireAtMillis(entry) >= 0;
        if (!options.setsExpiry(hasOne) || !context.isPast(options.expireAtMillis())) {
            return false;
        }
        if (entry != 0) {
            database.delete(context.arg(1), true);
            context.effects().begin(2).arg(DEL).arg(context.arg(1));
        }
        return true;
    }

    /** Sets or clears the expiry of the key, which holds its result, and tells the log of both. */
    private void settleExpiry(CommandContext context, ByteSlice result) {
        Database database = context.database();
        ByteSlice key = context.arg(1);
        boolean hasOne = database.expireAtMillis(database.findForWrite(key)) >= 0;
        if (options.setsExpiry(hasOne)) {
            long moment = options.expireAtMillis();
            database.setExpireAt(key, moment);
            context.effects().begin(5).arg(SET).arg(key).arg(result).arg(PXAT).arg(moment);
        } else if (options.isPersisting()) {
            if (hasOne) {
                database.setExpireAt(key, -1);
            }
            context.effects().begin(3).arg(SET).arg(key).arg(result);
        } else {
            context.effects().begin(4).arg(SET).arg(key).arg(result).arg(KEEPTTL);
        }
    }

    private static void reply(CommandContext context, long value, long applied) {
        context.reply().array(2);
        context.reply().integer(value);
        context.reply().integer(applied);
    }

    private static void reply(CommandContext context, FloatText value, FloatText applied) {
        context.reply().array(2);
        context.reply().doubleText(value.toString());
        context.reply().doubleText(applied.toString());
    }
}
