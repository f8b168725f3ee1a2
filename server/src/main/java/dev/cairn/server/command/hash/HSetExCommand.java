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
import dev.cairn.storage.type.hash.HashEdit;

/** Sets fields together with their expiry, if the key and the fields are as wanted. The log gets it without conditions and with the moment itself, or HDEL for fields that the past has taken. */
final class HSetExCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("hsetex", -6, CommandGroup.HASH)
                    .since("9.0.0")
                    .summary(
                            "Sets the value of one or more fields of a given hash key, and"
                                    + " optionally sets their expiration time.")
                    .complexity("O(N) where N is the number of specified fields.")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM, CommandFlag.FAST)
                    .acl(AclCategory.HASH)
                    .key(KeySpec.at(1, "RW", "insert"));
    // The command thread's scratch.
    private final FieldOptions options = new FieldOptions();
    private final FieldSelection removed = new FieldSelection();

    private boolean fieldsAreAsWanted(CommandContext context, HashEdit edit, int first) {
        if (!options.wantsNoFields() && !options.wantsFields()) {
            return true;
        }
        for (int i = first; i < context.argc(); i += 2) {
            boolean present = edit.find(context.arg(i)) != null;
            if (present ? options.wantsNoFields() : options.wantsFields()) {
                return false;
            }
        }
        return true;
    }

    private void remove(CommandContext context, HashEdit edit, int first) {
        removed.clear();
        for (int i = first; i < context.argc(); i += 2) {
            if (edit.remove(context.arg(i))) {
                removed.add(i);
            }
        }
        removed.nameRemoval(context);
    }

    private void nameEffect(CommandContext context, int first, int count, long at) {
        Effects effects = context.effects();
        int optionWords = options.hasTime() ? 2 : 0;
        optionWords += options.isKeepTtl() ? 1 : 0;
        effects.begin(4 + optionWords + 2 * count).arg("HSETEX").arg(context.arg(1));
        if (options.hasTime()) {
            effects.arg("PXAT").arg(at);
        } else if (options.isKeepTtl()) {
            effects.arg("KEEPTTL");
        }
        effects.arg("FIELDS").arg(count);
        for (int i = first; i < context.argc(); i++) {
            effects.arg(context.arg(i));
        }
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        int fieldsAt = FieldArguments.find(context, 2);
        if (fieldsAt > 0) {
            options.parseOrReply(context, 2, fieldsAt, true);
        }
        int count = context.refused() ? 0 : FieldArguments.countOrReply(context, fieldsAt, 2);
        if (context.refused()) {
            return;
        }
        HashEdit edit = HashAccess.editOrReply(context);
        if (context.refused()) {
            return;
        }
        if (edit.entry() != 0 ? options.wantsNoKey() : options.wantsKey()) {
            context.reply().integer(0);
            return;
        }
        long at = options.timeOrReply(context);
        if (context.refused()) {
            return;
        }
        int first = fieldsAt + 2;
        if (!fieldsAreAsWanted(context, edit, first)) {
            context.reply().integer(0);
            return;
        }
        if (options.hasTime() && ExpiryTime.isPast(context, at)) {
            remove(context, edit, first);
        } else {
            edit.expect(count);
            for (int i = first; i < context.argc(); i += 2) {
                edit.put(context.arg(i), context.arg(i + 1), at, options.isKeepTtl());
            }
            nameEffect(context, first, count, at);
        }
        context.reply().integer(1);
    }
}
