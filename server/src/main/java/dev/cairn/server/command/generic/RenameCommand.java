// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.generic;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.Database;
import dev.cairn.storage.memory.ByteSlice;

/** Gives a key another name: RENAME replaces what has it, RENAMENX does nothing then. */
final class RenameCommand implements Command {
    private static final CommandSpec RENAME =
            CommandSpec.of("rename", 3, CommandGroup.GENERIC)
                    .since("1.0.0")
                    .summary("Renames a key and overwrites the destination.")
                    .complexity("O(1)")
                    .flags(CommandFlag.WRITE)
                    .acl(AclCategory.KEYSPACE)
                    .key(KeySpec.at(1, "RW", "access", "delete"))
                    .key(KeySpec.at(2, "OW", "update"));

    private static final CommandSpec RENAMENX =
            CommandSpec.of("renamenx", 3, CommandGroup.GENERIC)
                    .since("1.0.0")
                    .summary("Renames a key only when the target key name doesn't exist.")
                    .complexity("O(1)")
                    .changed(
                            "3.2.0",
                            "The command no longer returns an error when source and destination "
                                    + "names are the same.")
                    .flags(CommandFlag.WRITE, CommandFlag.FAST)
                    .acl(AclCategory.KEYSPACE)
                    .key(KeySpec.at(1, "RW", "access", "delete"))
                    .key(KeySpec.at(2, "OW", "insert"));

    private final CommandSpec spec;
    private final boolean ifFree;

    private RenameCommand(CommandSpec spec, boolean ifFree) {
        this.spec = spec;
        this.ifFree = ifFree;
    }

    static Command rename() {
        return new RenameCommand(RENAME, false);
    }

    static Command renameNx() {
        return new RenameCommand(RENAMENX, true);
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public void execute(CommandContext context) {
        ByteSlice from = context.arg(1);
        ByteSlice to = context.arg(2);
        Database database = context.database();
        if (database.findForWrite(from) == 0) {
            context.refuse(ReplyError.NO_SUCH_KEY);
            return;
        }
        // A key is not free for itself, and to give it the name it has changes nothing.
        boolean renames = !from.equals(to) && !(ifFree && database.findForWrite(to) != 0);
        if (renames) {
            database.rename(from, to);
        }
        if (ifFree) {
            context.reply().integer(renames ? 1 : 0);
        } else {
            context.reply().ok();
        }
    }
}
