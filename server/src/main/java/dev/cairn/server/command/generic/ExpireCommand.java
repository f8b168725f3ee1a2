// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.generic;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.ExpiryArgument;
import dev.cairn.server.command.ExpiryCondition;
import dev.cairn.server.command.KeySpec;
import dev.cairn.storage.Database;
import dev.cairn.storage.memory.ByteSlice;

/**
 * Sets when a key expires: EXPIRE, PEXPIRE, EXPIREAT and PEXPIREAT. Logged as the moment, or as a removal when that has
 * passed.
 */
final class ExpireCommand implements Command {
    private static final CommandSpec EXPIRE =
            CommandSpec.of("expire", -3, CommandGroup.GENERIC)
                    .since("1.0.0")
                    .summary("Sets the expiration time of a key in seconds.")
                    .complexity("O(1)")
                    .changed("7.0.0", "Added options: `NX`, `XX`, `GT` and `LT`.")
                    .flags(CommandFlag.WRITE, CommandFlag.FAST)
                    .acl(AclCategory.KEYSPACE)
                    .key(KeySpec.at(1, "RW", "update"));

    private static final CommandSpec PEXPIRE =
            CommandSpec.of("pexpire", -3, CommandGroup.GENERIC)
                    .since("2.6.0")
                    .summary("Sets the expiration time of a key in milliseconds.")
                    .complexity("O(1)")
                    .changed("7.0.0", "Added options: `NX`, `XX`, `GT` and `LT`.")
                    .flags(CommandFlag.WRITE, CommandFlag.FAST)
                    .acl(AclCategory.KEYSPACE)
                    .key(KeySpec.at(1, "RW", "update"));

    private static final CommandSpec EXPIREAT =
            CommandSpec.of("expireat", -3, CommandGroup.GENERIC)
                    .since("1.2.0")
                    .summary("Sets the expiration time of a key to a Unix timestamp.")
                    .complexity("O(1)")
                    .changed("7.0.0", "Added options: `NX`, `XX`, `GT` and `LT`.")
                    .flags(CommandFlag.WRITE, CommandFlag.FAST)
                    .acl(AclCategory.KEYSPACE)
                    .key(KeySpec.at(1, "RW", "update"));

    private static final CommandSpec PEXPIREAT =
            CommandSpec.of("pexpireat", -3, CommandGroup.GENERIC)
                    .since("2.6.0")
                    .summary("Sets the expiration time of a key to a Unix milliseconds timestamp.")
                    .complexity("O(1)")
                    .changed("7.0.0", "Added options: `NX`, `XX`, `GT` and `LT`.")
                    .flags(CommandFlag.WRITE, CommandFlag.FAST)
                    .acl(AclCategory.KEYSPACE)
                    .key(KeySpec.at(1, "RW", "update"));

    private static final byte[] LOGGED = {'P', 'E', 'X', 'P', 'I', 'R', 'E', 'A', 'T'};
    private static final byte[] UNLINK = {'U', 'N', 'L', 'I', 'N', 'K'};
    private static final long MILLIS_PER_SECOND = 1000;

    private final CommandSpec spec;
    private final boolean seconds;
    private final boolean relative;

    private ExpireCommand(CommandSpec spec, boolean seconds, boolean relative) {
        this.spec = spec;
        this.seconds = seconds;
        this.relative = relative;
    }

    static Command expire() {
        return new ExpireCommand(EXPIRE, true, true);
    }

    static Command pExpire() {
        return new ExpireCommand(PEXPIRE, false, true);
    }

    static Command expireAt() {
        return new ExpireCommand(EXPIREAT, true, false);
    }

    static Command pExpireAt() {
        return new ExpireCommand(PEXPIREAT, false, false);
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public void execute(CommandContext context) {
        ExpiryCondition condition = ExpiryCondition.parseOrReply(context, 3, context.argc());
        long moment = context.refused() ? 0 : momentOrReply(context);
        if (context.refused()) {
            return;
        }
        ByteSlice key = context.arg(1);
        Database database = context.database();
        long entry = database.findForWrite(key);
        boolean allowed = entry != 0 && condition.allows(database.expireAtMillis(entry), moment);
        if (allowed && context.isPast(moment)) {
            database.delete(key, true);
            context.effects().begin(2).arg(UNLINK).arg(key);
        } else if (allowed) {
            database.setExpireAt(key, moment);
            context.effects().begin(3).arg(LOGGED).arg(key).arg(moment);
        }
        context.reply().integer(allowed ? 1 : 0);
    }

    /** The moment in milliseconds of Unix time; one in the past is fine, one beyond all numbers is not. */
    private long momentOrReply(CommandContext context) {
        long given = context.longOrReply(2);
        if (context.refused()) {
            return 0;
        }
        long base = relative ? context.nowMillis() : 0;
        boolean fits =
                !seconds
                        || (given <= Long.MAX_VALUE / MILLIS_PER_SECOND
                                && given >= Long.MIN_VALUE / MILLIS_PER_SECOND);
        long millis = seconds ? given * MILLIS_PER_SECOND : given;
        if (!fits || millis > Long.MAX_VALUE - base) {
            ExpiryArgument.refuse(context);
            return 0;
        }
        return millis + base;
    }
}
