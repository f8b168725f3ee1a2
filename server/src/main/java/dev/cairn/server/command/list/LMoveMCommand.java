// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.list;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.type.list.ListCursor;
import dev.cairn.storage.type.list.ListEdit;

/**
 * Moves several elements from one end of a list to one end of another, or of the same, and answers with them in the order in
 * which they stand then; as Redis 8 has it.
 */
final class LMoveMCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("lmovem", -5, CommandGroup.LIST)
                    .since("8.10.0")
                    .summary(
                            "Moves up to (or exactly) a number of elements from one list to another"
                                + " and returns them. Deletes the source list if it becomes empty.")
                    .complexity("O(N) where N is the number of elements moved.")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM)
                    .acl(AclCategory.LIST)
                    .key(KeySpec.at(1, "RW", "access", "delete"))
                    .key(KeySpec.at(2, "RW", "insert"));

    private static final int WITHOUT_COUNT = 5;
    private static final int WITH_COUNT = 8;

    private boolean fromHead;
    private boolean toHead;
    private boolean exactly;
    private boolean oneByOne;
    private long count;

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        parseOrReply(context);
        if (context.refused()) {
            return;
        }
        ListEdit source = ListAccess.editOrReply(context, context.arg(1));
        if (context.refused()) {
            return;
        }
        long length = source.length();
        if (length == 0 || (exactly && length < count)) {
            context.reply().nullArray();
            return;
        }
        long moved = Math.min(count, length);
        ListEdit target = source;
        if (context.arg(1).equals(context.arg(2))) {
            source.rotate(fromHead, toHead, moved, oneByOne);
        } else {
            target = ListAccess.targetOrReply(context, context.arg(2));
            if (context.refused()) {
                return;
            }
            // One by one, or through to the other end, the outermost element goes first.
            source.moveEnds(fromHead, moved, target, toHead, oneByOne || fromHead != toHead);
        }
        reply(context, target, moved);
    }

    private void parseOrReply(CommandContext context) {
        fromHead = ListAccess.headOrReply(context, 3);
        toHead = !context.refused() && ListAccess.headOrReply(context, 4);
        exactly = false;
        oneByOne = false;
        count = 1;
        if (context.refused() || context.argc() == WITHOUT_COUNT) {
            return;
        }
        exactly = context.request().is(WITHOUT_COUNT, "EXACTLY");
        if (context.argc() != WITH_COUNT
                || !(exactly || context.request().is(WITHOUT_COUNT, "COUNT"))) {
            context.refuse(ReplyError.SYNTAX);
            return;
        }
        count = context.rangeOrReply(WITHOUT_COUNT + 1, 1, Long.MAX_VALUE, KeysAndEnd.NO_COUNT);
        oneByOne = context.request().is(WITHOUT_COUNT + 2, "OBO");
        if (!context.refused() && !oneByOne && !context.request().is(WITHOUT_COUNT + 2, "BULK")) {
            context.refuse(ReplyError.SYNTAX);
        }
    }

    private void reply(CommandContext context, ListEdit target, long moved) {
        context.reply().array(moved);
        ListCursor cursor =
                context.database()
                        .lists()
                        .cursor(target.entry(), toHead ? 0 : target.length() - moved, true);
        for (long i = 0; i < moved; i++) {
            cursor.next();
            context.reply().bulk(cursor.value());
        }
    }
}
