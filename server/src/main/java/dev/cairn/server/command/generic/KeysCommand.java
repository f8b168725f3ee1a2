// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.generic;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.GlobPattern;
import dev.cairn.server.resp.ReplyWriter;
import dev.cairn.storage.Database;

/** Answers with all keys whose names match a pattern. */
final class KeysCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("keys", 2, CommandGroup.GENERIC)
                    .since("1.0.0")
                    .summary("Returns all key names that match a pattern.")
                    .complexity(
                            "O(N) with N being the number of keys in the database, under the"
                                    + " assumption that the key names in the database and the given"
                                    + " pattern have limited length.")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.KEYSPACE, AclCategory.DANGEROUS)
                    .tips("request_policy:all_shards", "nondeterministic_output_order");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        GlobPattern pattern = new GlobPattern(context.arg(1), false);
        Database database = context.database();
        if (pattern.isAny() && database.expires() == 0) {
            // How many there are is known, so one way through them does.
            ReplyWriter reply = context.reply();
            reply.array(database.size());
            database.forEach((key, entry) -> reply.bulk(key));
            return;
        }
        try (FoundEntries found = new FoundEntries(context)) {
            database.forEach(
                    (key, entry) -> {
                        if (pattern.isAny() || pattern.matches(key)) {
                            found.add(entry);
                        }
                    });
            found.reply();
        }
    }
}
