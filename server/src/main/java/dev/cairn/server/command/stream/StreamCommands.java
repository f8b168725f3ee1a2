// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.stream;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.stream.group.XGroupCommand;
import dev.cairn.server.command.stream.info.XInfoCommand;

import java.util.ArrayList;
import java.util.List;

/** The family of stream commands. */
public final class StreamCommands {
    private StreamCommands() {}

    /** Each command of the family once. */
    public static List<Command> all() {
        List<Command> all = new ArrayList<>();
        all.add(new XAckCommand());
        all.add(new XAckDelCommand());
        all.add(new XAddCommand());
        all.add(new XAutoClaimCommand());
        all.add(new XClaimCommand());
        all.add(new XDelCommand());
        all.add(new XDelExCommand());
        all.add(new XGroupCommand());
        all.add(new XInfoCommand());
        all.add(new XLenCommand());
        all.add(new XPendingCommand());
        all.add(new XRangeCommand());
        all.add(new XReadCommand());
        all.add(new XReadGroupCommand());
        all.add(new XRevRangeCommand());
        all.add(new XSetIdCommand());
        all.add(new XTrimCommand());
        return all;
    }
}
