// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.string;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.StoredBytes;

/** Adds to the integer that a string holds: INCR, INCRBY, DECR, DECRBY. */
final class IncrCommand implements Command {
    private static final CommandSpec INCR =
            CommandSpec.of("incr", 2, CommandGroup.STRING)
                    .since("1.0.0")
                    .summary(
                            "Increments the integer value of a key by one. Uses 0 as initial value "
                                    + "if the key doesn't exist.")
                    .complexity("O(1)")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM, CommandFlag.FAST)
                    .acl(AclCategory.STRING)
                    .key(KeySpec.at(1, "RW", "access", "update"));

    private static final CommandSpec INCRBY =
            CommandSpec.of("incrby", 3, CommandGroup.STRING)
                    .since("1.0.0")
                    .summary(
                            "Increments the integer value of a key by a number. Uses 0 as initial "
                                    + "value if the key doesn't exist.")
                    .complexity("O(1)")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM, CommandFlag.FAST)
                    .acl(AclCategory.STRING)
                    .key(KeySpec.at(1, "RW", "access", "update"));

    private static final CommandSpec DECR =
            CommandSpec.of("decr", 2, CommandGroup.STRING)
                    .since("1.0.0")
                    .summary(
                            "Decrements the integer value of a key by one. Uses 0 as initial value "
                                    + "if the key doesn't exist.")
                    .complexity("O(1)")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM, CommandFlag.FAST)
                    .acl(AclCategory.STRING)
                    .key(KeySpec.at(1, "RW", "access", "update"));

    private static final CommandSpec DECRBY =
            CommandSpec.of("decrby", 3, CommandGroup.STRING)
                    .since("1.0.0")
                    .summary(
                            "Decrements the integer value of a key by a number. Uses 0 as initial "
                                    + "value if the key doesn't exist.")
                    .complexity("O(1)")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM, CommandFlag.FAST)
                    .acl(AclCategory.STRING)
                    .key(KeySpec.at(1, "RW", "access", "update"));

    private static final ReplyError OVERFLOW =
            ReplyError.of("ERR increment or decrement would overflow");
    private static final ReplyError DECREMENT_OVERFLOW =
            ReplyError.of("ERR decrement would overflow");

    private final CommandSpec spec;
    private final int sign;
    private final boolean givesAmount;

    private IncrCommand(CommandSpec spec, int sign, boolean givesAmount) {
        this.spec = spec;
        this.sign = sign;
        this.givesAmount = givesAmount;
    }

    static Command incr() {
        return new IncrCommand(INCR, 1, false);
    }

    static Command incrBy() {
        return new IncrCommand(INCRBY, 1, true);
    }

    static Command decr() {
        return new IncrCommand(DECR, -1, false);
    }

    static Command decrBy() {
        return new IncrCommand(DECRBY, -1, true);
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public void execute(CommandContext context) {
        long amount = givesAmount ? context.longOrReply(2) : 1;
        if (context.refused()) {
            return;
        }
        if (sign < 0 && amount == Long.MIN_VALUE) {
            context.refuse(DECREMENT_OVERFLOW);
            return;
        }
        long entry = context.findForWriteOrReply(context.arg(1), ValueType.STRING);
        long old = context.refused() || entry == 0 ? 0 : valueOrReply(context, entry);
        if (context.refused()) {
            return;
        }
        long sum = old + sign * amount;
        if (overflows(old, sign * amount, sum)) {
            context.refuse(OVERFLOW);
            return;
        }
        context.database().strings().setLong(context.arg(1), entry, sum);
        context.reply().integer(sum);
    }

    /** The integer that an entry holds. */
    static long valueOrReply(CommandContext context, long entry) {
        StoredBytes value = context.database().strings().value(entry);
        if (!value.parseLong()) {
            context.refuse(ReplyError.NOT_AN_INTEGER);
            return 0;
        }
        return value.parsedLong();
    }

    private static boolean overflows(long a, long b, long sum) {
        return ((a ^ sum) & (b ^ sum)) < 0;
    }
}
