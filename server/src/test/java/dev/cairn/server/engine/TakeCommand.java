// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import dev.cairn.server.command.BlockTimeout;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeyWait;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.StoredBytes;

/** TAKE key [key ...] timeout: takes the first string that is there, or waits for one; MIND looks at every change. */
final class TakeCommand implements Command {
    private final CommandSpec spec;
    private final boolean minding;
    private int runs;

    TakeCommand(String name, boolean minding) {
        this.spec = CommandSpec.of(name, -3, CommandGroup.STRING).flags(CommandFlag.WRITE);
        this.minding = minding;
    }

    /** How often it has been run. */
    int runs() {
        return runs;
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public void execute(CommandContext context) {
        runs++;
        int last = context.argc() - 1;
        long deadline = BlockTimeout.secondsOrReply(context, last);
        for (int i = 1; i < last && !context.refused(); i++) {
            long entry = context.database().findForWrite(context.arg(i));
            if (entry != 0 && context.database().type(entry) == ValueType.STRING) {
                take(context, i, entry);
                return;
            }
        }
        if (context.refused()) {
            return;
        }
        if (!context.mayBlock()) {
            context.reply().nullArray();
            return;
        }
        KeyWait wait = KeyWait.on(ValueType.STRING, 1, last - 1, deadline);
        context.block(minding ? wait.mindingEveryChange() : wait);
    }

    private static void take(CommandContext context, int key, long entry) {
        StoredBytes value = context.database().strings().value(entry);
        context.reply().array(2);
        context.reply().bulk(context.arg(key));
        context.reply().bulk(value);
        context.database().delete(context.arg(key), false);
        context.effects().begin(2).arg("DEL").arg(context.arg(key));
    }
}
