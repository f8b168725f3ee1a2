// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.geo;

import dev.cairn.server.command.Command;

import java.util.ArrayList;
import java.util.List;

/** The family of commands on places, which sorted sets hold as scores. */
public final class GeoCommands {
    private GeoCommands() {}

    /** Each command of the family once. */
    public static List<Command> all() {
        List<Command> all = new ArrayList<>();
        all.add(new GeoAddCommand());
        all.add(new GeoDistCommand());
        all.addAll(GeoMemberCommand.all());
        all.addAll(GeoSearchCommand.all());
        return all;
    }
}
