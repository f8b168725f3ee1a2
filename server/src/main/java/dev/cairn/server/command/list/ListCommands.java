// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.list;

import dev.cairn.server.command.Command;

import java.util.ArrayList;
import java.util.List;

/** The family of list commands. */
public final class ListCommands {
    private ListCommands() {}

    /** Each command of the family once. */
    public static List<Command> all() {
        List<Command> all = new ArrayList<>();
        all.add(new BLMPopCommand());
        all.addAll(BlockingMoveCommand.all());
        all.addAll(BlockingPopCommand.all());
        all.add(new LIndexCommand());
        all.add(new LInsertCommand());
        all.add(new LLenCommand());
        all.addAll(MoveCommand.all());
        all.add(new LMoveMCommand());
        all.add(new LMPopCommand());
        all.addAll(PopCommand.all());
        all.add(new LPosCommand());
        all.addAll(PushCommand.all());
        all.add(new LRangeCommand());
        all.add(new LRemCommand());
        all.add(new LSetCommand());
        all.add(new LTrimCommand());
        return all;
    }
}
