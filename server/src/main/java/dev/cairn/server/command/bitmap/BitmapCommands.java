// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.bitmap;

import dev.cairn.server.command.Command;

import java.util.List;

/** The family of commands on the bits of strings. */
public final class BitmapCommands {
    private BitmapCommands() {}

    /** Each command of the family once. */
    public static List<Command> all() {
        return List.of(
                new BitCountCommand(),
                BitFieldCommand.bitField(),
                BitFieldCommand.bitFieldRo(),
                new BitOpCommand(),
                new BitPosCommand(),
                new GetBitCommand(),
                new SetBitCommand());
    }
}
