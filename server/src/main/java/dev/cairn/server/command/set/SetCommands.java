// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.set;

import dev.cairn.server.command.Command;

import java.util.ArrayList;
import java.util.List;

/** The family of set commands. */
public final class SetCommands {
    private SetCommands() {}

    /** Each command of the family once. */
    public static List<Command> all() {
        List<Command> all = new ArrayList<>();
        all.add(new SAddCommand());
        all.add(new SCardCommand());
        all.addAll(SDiffCommand.all());
        all.addAll(SInterCommand.all());
        all.add(new SIsMemberCommand());
        all.add(new SMembersCommand());
        all.add(new SMIsMemberCommand());
        all.add(new SMoveCommand());
        all.add(new SPopCommand());
        all.add(new SRandMemberCommand());
        all.add(new SRemCommand());
        all.add(new SScanCommand());
        all.addAll(SUnionCommand.all());
        return all;
    }
}
