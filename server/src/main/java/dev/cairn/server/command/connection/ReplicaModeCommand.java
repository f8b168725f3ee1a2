// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.connection;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

/** READONLY and READWRITE: tools send them before they know whether they talk to a replica of a cluster. */
final class ReplicaModeCommand implements Command {
    private final CommandSpec spec;

    private ReplicaModeCommand(String name, String summary) {
        spec =
                CommandSpec.of(name, 1, CommandGroup.CLUSTER)
                        .since("3.0.0")
                        .summary(summary)
                        .complexity("O(1)")
                        .flags(CommandFlag.LOADING, CommandFlag.STALE, CommandFlag.FAST)
                        .acl(AclCategory.CONNECTION);
    }

    static ReplicaModeCommand readOnly() {
        return new ReplicaModeCommand(
                "readonly", "Enables read-only queries for a connection to a Valkey replica node.");
    }

    static ReplicaModeCommand readWrite() {
        return new ReplicaModeCommand(
                "readwrite",
                "Enables read-write queries for a connection to a Valkey replica node.");
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public void execute(CommandContext context) {
        context.reply().ok();
    }
}
