// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.hash;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.type.hash.HashCursor;
import dev.cairn.storage.type.hash.Hashes;

import java.util.List;

/** HKEYS and HVALS: all fields, or all values. */
final class HListCommand implements Command {
    private static final CommandSpec HKEYS =
            CommandSpec.of("hkeys", 2, CommandGroup.HASH)
                    .since("2.0.0")
                    .summary("Returns all fields in a hash.")
                    .complexity("O(N) where N is the size of the hash.")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.HASH)
                    .key(KeySpec.at(1, "RO", "access"))
                    .tips("nondeterministic_output_order");
    private static final CommandSpec HVALS =
            CommandSpec.of("hvals", 2, CommandGroup.HASH)
                    .since("2.0.0")
                    .summary("Returns all values in a hash.")
                    .complexity("O(N) where N is the size of the hash.")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.HASH)
                    .key(KeySpec.at(1, "RO", "access"))
                    .tips("nondeterministic_output_order");
    private final CommandSpec spec;

    private HListCommand(CommandSpec spec) {
        this.spec = spec;
    }

    static List<Command> all() {
        return List.of(new HListCommand(HKEYS), new HListCommand(HVALS));
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public void execute(CommandContext context) {
        long entry = context.findOrReply(context.arg(1), ValueType.HASH);
        if (context.refused()) {
            return;
        }
        if (entry == 0) {
            context.reply().array(0);
            return;
        }
        Hashes hashes = context.database().hashes();
        context.reply().array(hashes.visibleLength(entry));
        HashCursor cursor = hashes.cursor(entry);
        while (cursor.next()) {
            context.reply().bulk(spec == HKEYS ? cursor.field() : cursor.value());
        }
    }
}
