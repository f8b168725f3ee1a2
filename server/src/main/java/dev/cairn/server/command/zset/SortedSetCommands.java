// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.zset;

import dev.cairn.server.command.Command;

import java.util.ArrayList;
import java.util.List;

/** The family of commands on sorted sets. */
public final class SortedSetCommands {
    private SortedSetCommands() {}

    /** Each command of the family once. */
    public static List<Command> all() {
        List<Command> all = new ArrayList<>();
        all.addAll(BZPopCommand.all());
        all.addAll(ZAddCommand.all());
        all.add(new ZCardCommand());
        all.addAll(ZCombineCommand.all());
        all.addAll(ZCountCommand.all());
        all.add(new ZInterCardCommand());
        all.addAll(ZMPopCommand.all());
        all.addAll(ZPopCommand.all());
        all.add(new ZRandMemberCommand());
        all.addAll(ZRangeCommand.all());
        all.addAll(ZRankCommand.all());
        all.add(new ZRemCommand());
        all.addAll(ZRemRangeCommand.all());
        all.add(new ZScanCommand());
        all.addAll(ZScoreCommand.all());
        return all;
    }
}
