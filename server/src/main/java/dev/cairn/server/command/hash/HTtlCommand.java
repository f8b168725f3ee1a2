// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.hash;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.type.hash.Hashes;

import java.util.List;

/** When fields expire, or how long they still have, in seconds or milliseconds. */
final class HTtlCommand implements Command {
    private static final CommandSpec HTTL =
            CommandSpec.of("httl", -5, CommandGroup.HASH)
                    .since("9.0.0")
                    .summary(
                            "Returns the remaining time to live (in seconds) of a hash key's"
                                    + " field(s) that have an associated expiration.")
                    .complexity("O(N) where N is the number of specified fields.")
                    .flags(CommandFlag.READONLY, CommandFlag.FAST)
                    .acl(AclCategory.HASH)
                    .key(KeySpec.at(1, "RO", "access"));
    private static final CommandSpec HPTTL =
            CommandSpec.of("hpttl", -5, CommandGroup.HASH)
                    .since("9.0.0")
                    .summary(
                            "Returns the remaining time to live in milliseconds of a hash key's"
                                    + " field(s) that have an associated expiration.")
                    .complexity("O(N) where N is the number of specified fields.")
                    .flags(CommandFlag.READONLY, CommandFlag.FAST)
                    .acl(AclCategory.HASH)
                    .key(KeySpec.at(1, "RO", "access"));
    private static final CommandSpec HEXPIRETIME =
            CommandSpec.of("hexpiretime", -5, CommandGroup.HASH)
                    .since("9.0.0")
                    .summary(
                            "Returns Unix timestamps in seconds since the epoch at which the given"
                                    + " key's field(s) will expire.")
                    .complexity("O(N) where N is the number of specified fields.")
                    .flags(CommandFlag.READONLY, CommandFlag.FAST)
                    .acl(AclCategory.HASH)
                    .key(KeySpec.at(1, "RO", "access"));
    private static final CommandSpec HPEXPIRETIME =
            CommandSpec.of("hpexpiretime", -5, CommandGroup.HASH)
                    .since("9.0.0")
                    .summary(
                            "Returns the Unix timestamp in milliseconds since Unix epoch at which"
                                    + " the given key's field(s) will expire.")
                    .complexity("O(N) where N is the number of specified fields.")
                    .flags(CommandFlag.READONLY, CommandFlag.FAST)
                    .acl(AclCategory.HASH)
                    .key(KeySpec.at(1, "RO", "access"));
    private static final int MILLIS_PER_SECOND = 1000;

    private final CommandSpec spec;
    private final boolean remaining;
    private final int unitMillis;

    private HTtlCommand(CommandSpec spec, boolean remaining, int unitMillis) {
        this.spec = spec;
        this.remaining = remaining;
        this.unitMillis = unitMillis;
    }

    static List<Command> all() {
        return List.of(
                new HTtlCommand(HTTL, true, MILLIS_PER_SECOND),
                new HTtlCommand(HPTTL, true, 1),
                new HTtlCommand(HEXPIRETIME, false, MILLIS_PER_SECOND),
                new HTtlCommand(HPEXPIRETIME, false, 1));
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public void execute(CommandContext context) {
        int count = FieldArguments.countOrReply(context, 2, ReplyError.SYNTAX);
        if (context.refused()) {
            return;
        }
        long entry = context.findOrReply(context.arg(1), ValueType.HASH);
        if (context.refused()) {
            return;
        }
        Hashes hashes = context.database().hashes();
        context.reply().array(count);
        for (int i = 4; i < context.argc(); i++) {
            long at = entry == 0 ? Hashes.NO_FIELD : hashes.fieldExpireAt(entry, context.arg(i));
            context.reply().integer(at < 0 ? at : shown(at, context.nowMillis()));
        }
    }

    private long shown(long expireAtMillis, long nowMillis) {
        long millis = remaining ? Math.max(0, expireAtMillis - nowMillis) : expireAtMillis;
        // Half a second more rounds to the nearest second; unsigned, as the last moments of all
        // time
        // are beyond the signed range then.
        return unitMillis == 1 ? millis : Long.divideUnsigned(millis + unitMillis / 2, unitMillis);
    }
}
