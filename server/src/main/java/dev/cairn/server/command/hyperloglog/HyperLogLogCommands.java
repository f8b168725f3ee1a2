// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.hyperloglog;

import dev.cairn.server.command.Command;

import java.util.List;

/** The family of commands on HyperLogLogs. */
public final class HyperLogLogCommands {
    private HyperLogLogCommands() {}

    /** Each command of the family once. */
    public static List<Command> all() {
        HyperLogLog scratch = new HyperLogLog();
        HllUnion union = new HllUnion(scratch);
        return List.of(
                new PfAddCommand(scratch),
                new PfCountCommand(scratch, union),
                new PfDebugCommand(scratch),
                new PfMergeCommand(scratch, union),
                new PfSelfTestCommand());
    }
}
