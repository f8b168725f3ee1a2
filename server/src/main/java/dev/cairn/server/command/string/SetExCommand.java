// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.string;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.ExpiryArgument;
import dev.cairn.server.command.KeySpec;
import dev.cairn.storage.memory.ByteSlice;

/** Sets a string that expires: SETEX in seconds, PSETEX in milliseconds. */
final class SetExCommand implements Command {
    private static final CommandSpec SETEX =
            CommandSpec.of("setex", 4, CommandGroup.STRING)
                    .since("2.0.0")
                    .summary(
                            "Sets the string value and expiration time of a key. Creates the key "
                                    + "if it doesn't exist.")
                    .complexity("O(1)")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM)
                    .acl(AclCategory.STRING)
                    .key(KeySpec.at(1, "OW", "update"));

    private static final CommandSpec PSETEX =
            CommandSpec.of("psetex", 4, CommandGroup.STRING)
                    .since("2.6.0")
                    .summary(
                            "Sets both string value and expiration time in milliseconds of a key. "
                                    + "The key is created if it doesn't exist.")
                    .complexity("O(1)")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM)
                    .acl(AclCategory.STRING)
                    .key(KeySpec.at(1, "OW", "update"));

    private static final byte[] SET = {'S', 'E', 'T'};
    private static final byte[] PXAT = {'P', 'X', 'A', 'T'};
    private static final byte[] UNLINK = {'U', 'N', 'L', 'I', 'N', 'K'};

    private final CommandSpec spec;
    private final boolean seconds;

    private SetExCommand(CommandSpec spec, boolean seconds) {
        this.spec = spec;
        this.seconds = seconds;
    }

    static Command setEx() {
        return new SetExCommand(SETEX, true);
    }

    static Command pSetEx() {
        return new SetExCommand(PSETEX, false);
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public void execute(CommandContext context) {
        long expireAtMillis = ExpiryArgument.momentOrReply(context, 2, seconds, true);
        if (context.refused()) {
            return;
        }
        ByteSlice key = context.arg(1);
        setUntil(context, key, context.arg(3), expireAtMillis, false);
        context.reply().ok();
    }

    /**
     * Sets a string that expires at a moment; if that has passed, what the key holds goes. Logged with the moment, so that
     * a replay at any time gives the same.
     */
    static void setUntil(
            CommandContext context,
            ByteSlice key,
            ByteSlice value,
            long expireAtMillis,
            boolean exists) {
        if (context.isPast(expireAtMillis)) {
            if (exists) {
                context.database().delete(key, true);
                context.effects().begin(2).arg(UNLINK).arg(key);
            }
            return;
        }
        context.database().strings().set(key, value, expireAtMillis, false);
        context.effects().begin(5).arg(SET).arg(key).arg(value).arg(PXAT).arg(expireAtMillis);
    }
}
