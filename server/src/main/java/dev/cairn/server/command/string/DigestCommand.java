// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.string;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.storage.entry.ValueType;

/** Answers with the digest of a string, by which SET and DELEX compare; as Redis 8 has it. */
final class DigestCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("digest", 2, CommandGroup.STRING)
                    .since("8.4.0")
                    .summary("Returns the XXH3 hash of a string value.")
                    .complexity("O(N) where N is the length of the string value.")
                    .flags(CommandFlag.READONLY, CommandFlag.FAST)
                    .acl(AclCategory.STRING)
                    .key(KeySpec.at(1, "RO", "access"));

    private final ValueDigest digest = new ValueDigest();
    private final byte[] digits = new byte[ValueDigest.DIGITS];

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        long entry = context.findOrReply(context.arg(1), ValueType.STRING);
        if (context.refused()) {
            return;
        }
        if (entry == 0) {
            context.reply().nullBulk();
        } else {
            digest.write(context.database().strings().value(entry), digits);
            context.reply().bulk(digits);
        }
    }
}
