// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.string;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;

/** Sets a string: under a condition, with an expiry, answering with the one before, as its options say. */
final class SetCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("set", -3, CommandGroup.STRING)
                    .since("1.0.0")
                    .summary(
                            "Sets the string value of a key, ignoring its type. The key is created "
                                    + "if it doesn't exist.")
                    .complexity("O(1)")
                    .changed("2.6.12", "Added the `EX`, `PX`, `NX` and `XX` options.")
                    .changed("6.0.0", "Added the `KEEPTTL` option.")
                    .changed("6.2.0", "Added the `GET`, `EXAT` and `PXAT` option.")
                    .changed("7.0.0", "Allowed the `NX` and `GET` options to be used together.")
                    .changed("8.1.0", "Added the `IFEQ` option.")
                    .changed("8.4.0", "Added the `IFNE`, `IFDEQ` and `IFDNE` options.")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM)
                    .acl(AclCategory.STRING)
                    .key(
                            KeySpec.at(1, "RW", "access", "update", "variable_flags")
                                    .withNotes("RW and ACCESS due to the optional `GET` argument"));

    private final StringOptions options =
            new StringOptions(
                    StringOptions.NX
                            | StringOptions.XX
                            | StringOptions.COMPARISON
                            | StringOptions.GET
                            | StringOptions.KEEPTTL
                            | StringOptions.EXPIRY);
    private final ValueComparison comparison = new ValueComparison();

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        if (context.argc() == 3) {
            context.database().strings().set(context.arg(1), context.arg(2), -1, false);
            context.reply().ok();
            return;
        }
        options.parseOrReply(context, 3);
        if (context.refused()) {
            return;
        }
        long entry = findOrReply(context);
        if (context.refused()) {
            return;
        }
        boolean allowed = isAllowedOrReply(context, entry);
        if (context.refused()) {
            return;
        }
        if (options.has(StringOptions.GET)) {
            GetCommand.replyValue(context, entry);
        } else if (allowed) {
            context.reply().ok();
        } else {
            context.reply().nullBulk();
        }
        if (allowed) {
            set(context, entry != 0);
        }
    }

    /** The present entry, which has to be a string if its value is asked for or compared. */
    private long findOrReply(CommandContext context) {
        if (options.has(StringOptions.GET)) {
            return context.findOrReply(context.arg(1), ValueType.STRING);
        }
        return options.has(StringOptions.COMPARISON)
                ? context.findForWriteOrReply(context.arg(1), ValueType.STRING)
                : context.database().findForWrite(context.arg(1));
    }

    private boolean isAllowedOrReply(CommandContext context, long entry) {
        if (options.has(StringOptions.COMPARISON)) {
            return comparison.holdsOrReply(
                    context, entry, options.comparison(), options.expected(context));
        }
        return !(options.has(StringOptions.NX) && entry != 0)
                && !(options.has(StringOptions.XX) && entry == 0);
    }

    private void set(CommandContext context, boolean exists) {
        ByteSlice key = context.arg(1);
        if (options.has(StringOptions.EXPIRY)) {
            SetExCommand.setUntil(context, key, context.arg(2), options.expireAtMillis(), exists);
        } else {
            context.database()
                    .strings()
                    .set(key, context.arg(2), -1, options.has(StringOptions.KEEPTTL));
        }
    }
}
