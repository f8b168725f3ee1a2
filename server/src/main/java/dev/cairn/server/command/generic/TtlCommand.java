// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.generic;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;

/** Tells when a key expires: TTL and PTTL how long it has, EXPIRETIME and PEXPIRETIME the moment. */
final class TtlCommand implements Command {
    private static final CommandSpec TTL =
            CommandSpec.of("ttl", 2, CommandGroup.GENERIC)
                    .since("1.0.0")
                    .summary("Returns the expiration time in seconds of a key.")
                    .complexity("O(1)")
                    .changed("2.8.0", "Added the -2 reply.")
                    .flags(CommandFlag.READONLY, CommandFlag.FAST)
                    .acl(AclCategory.KEYSPACE)
                    .key(KeySpec.at(1, "RO", "access"))
                    .tips("nondeterministic_output");

    private static final CommandSpec PTTL =
            CommandSpec.of("pttl", 2, CommandGroup.GENERIC)
                    .since("2.6.0")
                    .summary("Returns the expiration time in milliseconds of a key.")
                    .complexity("O(1)")
                    .changed("2.8.0", "Added the -2 reply.")
                    .flags(CommandFlag.READONLY, CommandFlag.FAST)
                    .acl(AclCategory.KEYSPACE)
                    .key(KeySpec.at(1, "RO", "access"))
                    .tips("nondeterministic_output");

    private static final CommandSpec EXPIRETIME =
            CommandSpec.of("expiretime", 2, CommandGroup.GENERIC)
                    .since("7.0.0")
                    .summary("Returns the expiration time of a key as a Unix timestamp.")
                    .complexity("O(1)")
                    .flags(CommandFlag.READONLY, CommandFlag.FAST)
                    .acl(AclCategory.KEYSPACE)
                    .key(KeySpec.at(1, "RO", "access"));

    private static final CommandSpec PEXPIRETIME =
            CommandSpec.of("pexpiretime", 2, CommandGroup.GENERIC)
                    .since("7.0.0")
                    .summary(
                            "Returns the expiration time of a key as a Unix milliseconds"
                                    + " timestamp.")
                    .complexity("O(1)")
                    .flags(CommandFlag.READONLY, CommandFlag.FAST)
                    .acl(AclCategory.KEYSPACE)
                    .key(KeySpec.at(1, "RO", "access"));

    private static final long NO_KEY = -2;
    private static final long NO_EXPIRY = -1;

    private final CommandSpec spec;
    private final boolean seconds;
    private final boolean relative;

    private TtlCommand(CommandSpec spec, boolean seconds, boolean relative) {
        this.spec = spec;
        this.seconds = seconds;
        this.relative = relative;
    }

    static Command ttl() {
        return new TtlCommand(TTL, true, true);
    }

    static Command pTtl() {
        return new TtlCommand(PTTL, false, true);
    }

    static Command expireTime() {
        return new TtlCommand(EXPIRETIME, true, false);
    }

    static Command pExpireTime() {
        return new TtlCommand(PEXPIRETIME, false, false);
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public void execute(CommandContext context) {
        long entry = QuietLookup.find(context, context.arg(1));
        long answer = NO_KEY;
        if (entry != 0) {
            long moment = context.database().expireAtMillis(entry);
            answer = moment < 0 ? NO_EXPIRY : shown(context, moment);
        }
        context.reply().integer(answer);
    }

    private long shown(CommandContext context, long moment) {
        long millis = relative ? Math.max(moment - context.nowMillis(), 0) : moment;
        if (!seconds) {
            return millis;
        }
        // Seconds are rounded, so that a key that was just given ten does not have nine.
        return millis / 1000 + (millis % 1000 >= 500 ? 1 : 0);
    }
}
