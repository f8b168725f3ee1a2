// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.hash;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.Effects;
import dev.cairn.server.command.ExpiryCondition;
import dev.cairn.server.command.KeySpec;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.hash.HashEdit;
import dev.cairn.storage.type.hash.Hashes;

import java.util.List;

/** Sets when fields expire. The log gets the moment itself, or HDEL for fields that the past has taken. */
final class HExpireCommand implements Command {
    private static final CommandSpec HEXPIRE =
            CommandSpec.of("hexpire", -6, CommandGroup.HASH)
                    .since("9.0.0")
                    .summary("Sets expiry time on hash fields.")
                    .complexity("O(N) where N is the number of specified fields.")
                    .flags(CommandFlag.WRITE, CommandFlag.FAST)
                    .acl(AclCategory.HASH)
                    .key(KeySpec.at(1, "RW", "update"));
    private static final CommandSpec HPEXPIRE =
            CommandSpec.of("hpexpire", -6, CommandGroup.HASH)
                    .since("9.0.0")
                    .summary("Sets expiry time on hash object.")
                    .complexity("O(N) where N is the number of specified fields.")
                    .flags(CommandFlag.WRITE, CommandFlag.FAST)
                    .acl(AclCategory.HASH)
                    .key(KeySpec.at(1, "RW", "update"));
    private static final CommandSpec HEXPIREAT =
            CommandSpec.of("hexpireat", -6, CommandGroup.HASH)
                    .since("9.0.0")
                    .summary("Sets expiry time on hash fields.")
                    .complexity("O(N) where N is the number of specified fields.")
                    .flags(CommandFlag.WRITE, CommandFlag.FAST)
                    .acl(AclCategory.HASH)
                    .key(KeySpec.at(1, "RW", "update"));
    private static final CommandSpec HPEXPIREAT =
            CommandSpec.of("hpexpireat", -6, CommandGroup.HASH)
                    .since("9.0.0")
                    .summary("Sets expiration time on hash field.")
                    .complexity("O(N) where N is the number of specified fields.")
                    .flags(CommandFlag.WRITE, CommandFlag.FAST)
                    .acl(AclCategory.HASH)
                    .key(KeySpec.at(1, "RW", "update"));
    private static final byte[] HPEXPIREAT_NAME = "HPEXPIREAT".getBytes(ISO_8859_1);

    private static final int NO_SUCH_FIELD = -2;
    private static final int CONDITION_NOT_MET = 0;
    private static final int SET = 1;
    private static final int REMOVED = 2;

    private final CommandSpec spec;
    private final boolean relative;
    private final ExpiryTime.Unit unit;
    private final FieldSelection removed = new FieldSelection();

    private HExpireCommand(CommandSpec spec, boolean relative, ExpiryTime.Unit unit) {
        this.spec = spec;
        this.relative = relative;
        this.unit = unit;
    }

    static List<Command> all() {
        return List.of(
                new HExpireCommand(HEXPIRE, true, ExpiryTime.Unit.SECONDS),
                new HExpireCommand(HPEXPIRE, true, ExpiryTime.Unit.MILLIS),
                new HExpireCommand(HEXPIREAT, false, ExpiryTime.Unit.SECONDS),
                new HExpireCommand(HPEXPIREAT, false, ExpiryTime.Unit.MILLIS));
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public void execute(CommandContext context) {
        int fieldsAt = FieldArguments.find(context, 3);
        ExpiryCondition condition =
                fieldsAt < 0
                        ? ExpiryCondition.NONE
                        : ExpiryCondition.parseOrReply(context, 3, fieldsAt);
        int count = context.refused() ? 0 : FieldArguments.countOrReply(context, fieldsAt, 1);
        if (context.refused()) {
            return;
        }
        long at = ExpiryTime.parseOrReply(context, 2, unit, relative);
        if (context.refused()) {
            return;
        }
        HashEdit edit = HashAccess.editOrReply(context);
        if (context.refused()) {
            return;
        }
        boolean past = ExpiryTime.isPast(context, at);
        int set = 0;
        removed.clear();
        context.reply().array(count);
        for (int i = fieldsAt + 2; i < context.argc(); i++) {
            int outcome = apply(edit, context.arg(i), condition, at, past);
            set += outcome == SET ? 1 : 0;
            if (outcome == REMOVED) {
                removed.add(i);
            }
            context.reply().integer(outcome);
        }
        removed.nameRemoval(context);
        if (set > 0) {
            nameEffect(context, at);
        }
    }

    private static int apply(
            HashEdit edit, ByteSlice field, ExpiryCondition condition, long at, boolean past) {
        long present = edit.expireAtMillis(field);
        if (present == Hashes.NO_FIELD) {
            return NO_SUCH_FIELD;
        }
        if (!condition.allows(present, at)) {
            return CONDITION_NOT_MET;
        }
        if (past) {
            edit.remove(field);
            return REMOVED;
        }
        edit.setExpireAtMillis(field, at);
        return SET;
    }

    /** The request as it came, but for its name and the time. */
    private static void nameEffect(CommandContext context, long at) {
        Effects effects = context.effects().begin(context.argc());
        effects.arg(HPEXPIREAT_NAME).arg(context.arg(1)).arg(at);
        for (int i = 3; i < context.argc(); i++) {
            effects.arg(context.arg(i));
        }
    }
}
