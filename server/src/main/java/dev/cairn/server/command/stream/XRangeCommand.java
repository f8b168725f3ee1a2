// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.stream;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;

/** The entries of a range of ids, forwards. */
final class XRangeCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("xrange", -4, CommandGroup.STREAM)
                    .since("5.0.0")
                    .summary("Returns the messages from a stream within a range of IDs.")
                    .complexity(
                            "O(N) with N being the number of elements being returned. If N is"
                                    + " constant (e.g. always asking for the first 10 elements with"
                                    + " COUNT), you can consider it O(1).")
                    .changed("6.2.0", "Added exclusive ranges.")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.STREAM)
                    .key(KeySpec.at(1, "RO", "access"));

    // The command thread's scratch.
    private final RangeReply range = new RangeReply();

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        range.reply(context, false);
    }
}
