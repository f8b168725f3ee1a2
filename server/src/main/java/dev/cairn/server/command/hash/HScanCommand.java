// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.hash;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.FoundStrings;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.command.ScanArguments;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.type.hash.FieldVisitor;
import dev.cairn.storage.type.hash.Hashes;

/** Goes through the fields of a hash, some at a time. */
final class HScanCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("hscan", -3, CommandGroup.HASH)
                    .since("2.8.0")
                    .summary("Iterates over fields and values of a hash.")
                    .complexity(
                            "O(1) for every call. O(N) for a complete iteration, including enough"
                                    + " command calls for the cursor to return back to 0. N is the"
                                    + " number of elements inside the collection.")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.HASH)
                    .key(KeySpec.at(1, "RO", "access"))
                    .tips("nondeterministic_output");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        long cursor = ScanArguments.cursorOrReply(context, 2);
        if (context.refused()) {
            return;
        }
        long entry = context.findOrReply(context.arg(1), ValueType.HASH);
        if (context.refused()) {
            return;
        }
        if (entry == 0) {
            FoundStrings.beginReply(context.reply(), 0, 0);
            return;
        }
        ScanArguments arguments = ScanArguments.parseOrReply(context, 3, ValueType.HASH);
        if (context.refused()) {
            return;
        }
        try (FoundStrings found = new FoundStrings(context.keyspace())) {
            FieldVisitor visitor =
                    (field, value, expireAtMillis) -> {
                        if (arguments.matches(field)) {
                            found.add(field);
                            if (!arguments.noValues()) {
                                found.add(value);
                            }
                        }
                    };
            Hashes hashes = context.database().hashes();
            long next = hashes.scan(entry, cursor, arguments.count(), visitor);
            found.reply(context.reply(), next);
        }
    }
}
