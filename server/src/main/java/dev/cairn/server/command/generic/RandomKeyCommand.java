// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.generic;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.storage.memory.StoredBytes;

/** Answers with any key, each as likely as the others. */
final class RandomKeyCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("randomkey", 1, CommandGroup.GENERIC)
                    .since("1.0.0")
                    .summary("Returns a random key name from the database.")
                    .complexity("O(1)")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.KEYSPACE)
                    .tips(
                            "request_policy:all_shards",
                            "response_policy:special",
                            "nondeterministic_output");

    private final StoredBytes key = new StoredBytes();

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        if (context.database().randomKey(key)) {
            context.reply().bulk(key);
        } else {
            context.reply().nullBulk();
        }
    }
}
