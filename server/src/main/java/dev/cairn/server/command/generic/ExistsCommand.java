// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.generic;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.storage.memory.ByteSlice;

/** Counts the keys that exist: EXISTS, and TOUCH, for which that is an access. */
final class ExistsCommand implements Command {
    private static final CommandSpec EXISTS =
            CommandSpec.of("exists", -2, CommandGroup.GENERIC)
                    .since("1.0.0")
                    .summary("Determines whether one or more keys exist.")
                    .complexity("O(N) where N is the number of keys to check.")
                    .changed("3.0.3", "Accepts multiple `key` arguments.")
                    .flags(CommandFlag.READONLY, CommandFlag.FAST)
                    .acl(AclCategory.KEYSPACE)
                    .key(KeySpec.range(1, -1, 1, "RO"))
                    .tips("request_policy:multi_shard", "response_policy:agg_sum");

    private static final CommandSpec TOUCH =
            CommandSpec.of("touch", -2, CommandGroup.GENERIC)
                    .since("3.2.1")
                    .summary(
                            "Returns the number of existing keys out of those specified after "
                                    + "updating the time they were last accessed.")
                    .complexity("O(N) where N is the number of keys that will be touched.")
                    .flags(CommandFlag.READONLY, CommandFlag.FAST)
                    .acl(AclCategory.KEYSPACE)
                    .key(KeySpec.range(1, -1, 1, "RO"))
                    .tips("request_policy:multi_shard", "response_policy:agg_sum");

    private final CommandSpec spec;
    private final boolean touches;

    private ExistsCommand(CommandSpec spec, boolean touches) {
        this.spec = spec;
        this.touches = touches;
    }

    static Command exists() {
        return new ExistsCommand(EXISTS, false);
    }

    static Command touch() {
        return new ExistsCommand(TOUCH, true);
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public void execute(CommandContext context) {
        int count = 0;
        for (int i = 1; i < context.argc(); i++) {
            ByteSlice key = context.arg(i);
            long entry = touches ? context.database().find(key) : QuietLookup.find(context, key);
            if (entry != 0) {
                count++;
            }
        }
        context.reply().integer(count);
    }
}
