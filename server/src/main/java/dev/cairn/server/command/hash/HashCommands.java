// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.hash;

import dev.cairn.server.command.Command;

import java.util.ArrayList;
import java.util.List;

/** The family of hash commands. */
public final class HashCommands {
    private HashCommands() {}

    /** Each command of the family once. */
    public static List<Command> all() {
        List<Command> all = new ArrayList<>();
        all.add(new HDelCommand());
        all.add(new HExistsCommand());
        all.addAll(HExpireCommand.all());
        all.add(new HGetCommand());
        all.add(new HGetAllCommand());
        all.add(new HGetDelCommand());
        all.add(new HGetExCommand());
        all.add(new HIncrByCommand());
        all.add(new HIncrByFloatCommand());
        all.add(new HLenCommand());
        all.addAll(HListCommand.all());
        all.add(new HMGetCommand());
        all.add(new HPersistCommand());
        all.add(new HRandFieldCommand());
        all.add(new HScanCommand());
        all.addAll(HSetCommand.all());
        all.add(new HSetExCommand());
        all.add(new HSetNxCommand());
        all.add(new HStrLenCommand());
        all.addAll(HTtlCommand.all());
        return all;
    }
}
