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

/** Tells how often a key is used, where the server counts that. */
final class ObjectFreqCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("freq", 3, CommandGroup.GENERIC)
                    .since("4.0.0")
                    .summary("Returns the logarithmic access frequency counter of an object.")
                    .complexity("O(1)")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.KEYSPACE)
                    .key(KeySpec.at(2, "RO"))
                    .tips("nondeterministic_output");

    private static final ReplyError NOT_TRACKED =
            ReplyError.of(
                    "ERR An LFU maxmemory policy is not selected, access frequency not tracked."
                        + " Please note that when switching between policies at runtime LRU and LFU"
                        + " data will take some time to adjust.");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        long entry = QuietLookup.find(context, context.arg(2));
        if (entry == 0) {
            context.reply().nullBulk();
        } else if (!context.keyspace().config().maxmemoryPolicy().isLfu()) {
            context.refuse(NOT_TRACKED);
        } else {
            context.reply().integer(context.database().lfuFrequency(entry));
        }
    }
}
