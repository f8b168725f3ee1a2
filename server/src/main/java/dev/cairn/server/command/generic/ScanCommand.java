// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.generic;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.ScanArguments;
import dev.cairn.storage.Database;
import dev.cairn.storage.KeyVisitor;

/** Answers with some keys and a cursor to go on from, which is 0 once all have been seen. */
final class ScanCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("scan", -2, CommandGroup.GENERIC)
                    .since("2.8.0")
                    .summary("Iterates over the key names in the database.")
                    .complexity(
                            "O(1) for every call. O(N) for a complete iteration, including enough"
                                    + " command calls for the cursor to return back to 0. N is the"
                                    + " number of elements inside the collection.")
                    .changed("6.0.0", "Added the `TYPE` subcommand.")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.KEYSPACE)
                    .tips(
                            "nondeterministic_output",
                            "request_policy:special",
                            "response_policy:special");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        long cursor = ScanArguments.cursorOrReply(context, 1);
        if (context.refused()) {
            return;
        }
        ScanArguments arguments = ScanArguments.parseOrReply(context, 2, null);
        if (context.refused()) {
            return;
        }
        Database database = context.database();
        try (FoundEntries found = new FoundEntries(context)) {
            KeyVisitor visitor =
                    (key, entry) -> {
                        if (arguments.accepts(database.type(entry)) && arguments.matches(key)) {
                            found.add(entry);
                        }
                    };
            long next = database.scan(cursor, arguments.count(), visitor);
            context.reply().array(2);
            context.reply().bulk(Long.toUnsignedString(next));
            found.reply();
        }
    }
}
