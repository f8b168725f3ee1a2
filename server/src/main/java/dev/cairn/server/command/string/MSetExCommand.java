// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.string;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.Effects;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.Database;
import dev.cairn.storage.type.string.Strings;

/** Sets several strings with one expiry, if all or none of the keys exist; logged with the moment they expire at. */
final class MSetExCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("msetex", -4, CommandGroup.STRING)
                    .since("9.1.0")
                    .summary(
                            "Atomically creates or modifies the string values of one or more keys, "
                                    + "and optionally set their expiration.")
                    .complexity("O(N) where N is the number of keys to set.")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM, CommandFlag.MOVABLEKEYS)
                    .acl(AclCategory.STRING)
                    .key(KeySpec.counted(1, "OW", "update").withStep(2))
                    .tips("request_policy:multi_shard", "response_policy:all_succeeded");

    private static final ReplyError BAD_COUNT =
            ReplyError.of("ERR invalid numkeys value or out of range");
    private static final int FIRST_KEY = 2;

    private final StringOptions options =
            new StringOptions(
                    StringOptions.NX
                            | StringOptions.XX
                            | StringOptions.KEEPTTL
                            | StringOptions.EXPIRY);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        long count = context.rangeOrReply(1, 1, Integer.MAX_VALUE, BAD_COUNT);
        if (context.refused()) {
            return;
        }
        if (count > (context.argc() - FIRST_KEY) / 2) {
            context.refuse(ReplyError.SYNTAX);
            return;
        }
        int end = FIRST_KEY + 2 * (int) count;
        options.parseOrReply(context, end);
        if (context.refused()) {
            return;
        }
        if (!mayWrite(context, end)) {
            context.reply().integer(0);
            return;
        }
        Strings strings = context.database().strings();
        boolean keepTtl = options.has(StringOptions.KEEPTTL);
        for (int i = FIRST_KEY; i < end; i += 2) {
            strings.set(context.arg(i), context.arg(i + 1), options.expireAtMillis(), keepTtl);
        }
        if (options.has(StringOptions.EXPIRY)) {
            nameEffect(context, end);
        }
        context.reply().integer(1);
    }

    private boolean mayWrite(CommandContext context, int end) {
        boolean ifNone = options.has(StringOptions.NX);
        boolean ifAll = options.has(StringOptions.XX);
        if (!ifNone && !ifAll) {
            return true;
        }
        Database database = context.database();
        for (int i = FIRST_KEY; i < end; i += 2) {
            if ((database.findForWrite(context.arg(i)) != 0) != ifAll) {
                return false;
            }
        }
        return true;
    }

    private void nameEffect(CommandContext context, int end) {
        Effects effect = context.effects().begin(end + 2).arg("MSETEX");
        for (int i = 1; i < end; i++) {
            effect.arg(context.arg(i));
        }
        effect.arg("PXAT").arg(options.expireAtMillis());
    }
}
