// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.hash;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.Effects;
import dev.cairn.server.command.KeySpec;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.type.hash.HashEdit;

/** The values of fields, whose expiry is set or taken off. The log gets what was done to those that are there. */
final class HGetExCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("hgetex", -5, CommandGroup.HASH)
                    .since("9.0.0")
                    .summary(
                            "Gets the value of one or more fields of a given hash key, and"
                                + " optionally sets their expiration time or time-to-live (TTL).")
                    .complexity("O(N) where N is the number of specified fields.")
                    .flags(CommandFlag.WRITE, CommandFlag.FAST)
                    .acl(AclCategory.HASH)
                    .key(KeySpec.at(1, "RW", "access", "update"));
    // The command thread's scratch.
    private final FieldOptions options = new FieldOptions();
    private final FieldSelection changed = new FieldSelection();

    private boolean change(HashEdit edit, ByteSlice field, long at, boolean past) {
        if (past) {
            return edit.remove(field);
        }
        if (options.hasTime()) {
            return edit.setExpireAtMillis(field, at);
        }
        return options.isPersist()
                && edit.expireAtMillis(field) >= 0
                && edit.setExpireAtMillis(field, -1);
    }

    private void nameEffect(CommandContext context, long at, boolean past) {
        Effects effects = context.effects();
        if (past) {
            changed.nameRemoval(context);
            return;
        }
        if (options.isPersist()) {
            effects.begin(4 + changed.count()).arg("HPERSIST").arg(context.arg(1));
        } else {
            effects.begin(5 + changed.count()).arg("HPEXPIREAT").arg(context.arg(1)).arg(at);
        }
        changed.append(context, effects.arg("FIELDS").arg(changed.count()));
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        int fieldsAt = FieldArguments.find(context, 2);
        if (fieldsAt > 0) {
            options.parseOrReply(context, 2, fieldsAt, false);
        }
        int count = context.refused() ? 0 : FieldArguments.countOrReply(context, fieldsAt, 1);
        if (context.refused()) {
            return;
        }
        HashEdit edit = HashAccess.editOrReply(context);
        if (context.refused()) {
            return;
        }
        long at = options.timeOrReply(context);
        if (context.refused()) {
            return;
        }
        boolean past = options.hasTime() && ExpiryTime.isPast(context, at);
        changed.clear();
        context.reply().array(count);
        for (int i = fieldsAt + 2; i < context.argc(); i++) {
            StoredBytes value = edit.find(context.arg(i));
            if (value == null) {
                context.reply().nullBulk();
                continue;
            }
            context.reply().bulk(value);
            if (change(edit, context.arg(i), at, past)) {
                changed.add(i);
            }
        }
        if (changed.count() > 0) {
            nameEffect(context, at, past);
        }
    }
}
