// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.string;

import dev.cairn.server.command.Command;

import java.util.List;

/** The family of string commands. */
public final class StringCommands {
    private StringCommands() {}

    /** Each command of the family once. */
    public static List<Command> all() {
        return List.of(
                new AppendCommand(),
                IncrCommand.decr(),
                IncrCommand.decrBy(),
                new DelExCommand(),
                new DelIfEqCommand(),
                new DigestCommand(),
                new GetCommand(),
                new GetDelCommand(),
                new GetExCommand(),
                GetRangeCommand.getRange(),
                new GetSetCommand(),
                IncrCommand.incr(),
                IncrCommand.incrBy(),
                new IncrByFloatCommand(),
                new IncrExCommand(),
                new LcsCommand(),
                new MGetCommand(),
                new MSetCommand(),
                new MSetExCommand(),
                new MSetNxCommand(),
                SetExCommand.pSetEx(),
                new SetCommand(),
                SetExCommand.setEx(),
                new SetNxCommand(),
                new SetRangeCommand(),
                new StrLenCommand(),
                GetRangeCommand.subStr());
    }
}
