// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.generic;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;

/** Deletes keys: DEL, and UNLINK, which is the same here, as no value is freed in one go. */
final class DelCommand implements Command {
    private static final CommandSpec DEL =
            CommandSpec.of("del", -2, CommandGroup.GENERIC)
                    .since("1.0.0")
                    .summary("Deletes one or more keys.")
                    .complexity(
                            "O(N) where N is the number of keys that will be removed. When a key to"
                                    + " remove holds a value other than a string, the individual"
                                    + " complexity for this key is O(M) where M is the number of"
                                    + " elements in the list, set, sorted set or hash. Removing a"
                                    + " single key that holds a string value is O(1).")
                    .flags(CommandFlag.WRITE)
                    .acl(AclCategory.KEYSPACE)
                    .key(KeySpec.range(1, -1, 1, "RM", "delete"))
                    .tips("request_policy:multi_shard", "response_policy:agg_sum");

    private static final CommandSpec UNLINK =
            CommandSpec.of("unlink", -2, CommandGroup.GENERIC)
                    .since("4.0.0")
                    .summary("Asynchronously deletes one or more keys.")
                    .complexity(
                            "O(1) for each key removed regardless of its size. Then the command"
                                    + " does O(N) work in a different thread in order to reclaim"
                                    + " memory, where N is the number of allocations the deleted"
                                    + " objects where composed of.")
                    .flags(CommandFlag.WRITE, CommandFlag.FAST)
                    .acl(AclCategory.KEYSPACE)
                    .key(KeySpec.range(1, -1, 1, "RM", "delete"))
                    .tips("request_policy:multi_shard", "response_policy:agg_sum");

    private final CommandSpec spec;
    private final boolean lazy;

    private DelCommand(CommandSpec spec, boolean lazy) {
        this.spec = spec;
        this.lazy = lazy;
    }

    static Command del() {
        return new DelCommand(DEL, false);
    }

    static Command unlink() {
        return new DelCommand(UNLINK, true);
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public void execute(CommandContext context) {
        int deleted = 0;
        for (int i = 1; i < context.argc(); i++) {
            if (context.database().delete(context.arg(i), lazy)) {
                deleted++;
            }
        }
        context.reply().integer(deleted);
    }
}
