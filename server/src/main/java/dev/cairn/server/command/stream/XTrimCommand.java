// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.stream;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.Effects;
import dev.cairn.server.command.KeySpec;
import dev.cairn.storage.type.stream.Streams;

/** Removes entries from the front. The log gets an exact trim with the same result. */
final class XTrimCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("xtrim", -4, CommandGroup.STREAM)
                    .since("5.0.0")
                    .summary("Deletes messages from the beginning of a stream.")
                    .complexity(
                            "O(N), with N being the number of evicted entries. Constant times are"
                                + " very small however, since entries are organized in macro nodes"
                                + " containing multiple entries that can be released with a single"
                                + " deallocation.")
                    .changed("6.2.0", "Added the `MINID` trimming strategy and the `LIMIT` option.")
                    .flags(CommandFlag.WRITE)
                    .acl(AclCategory.STREAM)
                    .key(KeySpec.at(1, "RW", "delete"))
                    .tips("nondeterministic_output");

    // The command thread's scratch.
    private final TrimArguments arguments = new TrimArguments();

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        arguments.parseOrReply(context, false);
        if (context.refused()) {
            return;
        }
        long stream = StreamAccess.findForWriteOrReply(context, context.arg(1));
        if (context.refused()) {
            return;
        }
        long removed = 0;
        if (stream != 0) {
            Streams streams = StreamAccess.streams(context);
            removed = arguments.trim(streams, stream);
            if (removed > 0) {
                StreamAccess.changed(context, context.arg(1));
                if (arguments.isApproximate()) {
                    Effects effects = context.effects().begin(5);
                    effects.arg("XTRIM").arg(context.arg(1));
                    arguments.nameExact(effects, streams, stream);
                }
            }
        }
        context.reply().integer(removed);
    }
}
