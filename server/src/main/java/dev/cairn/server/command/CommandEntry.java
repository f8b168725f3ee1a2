// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command;

import dev.cairn.server.metrics.CommandStats;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A command's place in the table of one server: what it is called in full, its container, and its counters. */
public final class CommandEntry {
    private final Command command;
    private final CommandSpec spec;
    private final CommandEntry container;
    private final String fullName;
    private final byte[] nameBytes;
    private final int flagBits;
    private final List<CommandEntry> subcommands = new ArrayList<>();
    private final CommandStats stats = new CommandStats();

    CommandEntry(Command command, CommandEntry container) {
        this.command = command;
        this.spec = command.spec();
        this.container = container;
        this.fullName = container == null ? spec.name() : container.fullName + "|" + spec.name();
        this.nameBytes = spec.name().getBytes(StandardCharsets.ISO_8859_1);
        this.flagBits = spec.flagBits();
        for (Command subcommand : spec.subcommands()) {
            subcommands.add(new CommandEntry(subcommand, this));
        }
    }

    public Command command() {
        return command;
    }

    public CommandSpec spec() {
        return spec;
    }

    /** The container's entry, or null. */
    public CommandEntry container() {
        return container;
    }

    /** {@code get}, or {@code config|get}. */
    public String fullName() {
        return fullName;
    }

    public List<CommandEntry> subcommands() {
        return subcommands;
    }

    public CommandStats stats() {
        return stats;
    }

    /** All flags as {@link CommandFlag#bit() bits}. */
    public int flagBits() {
        return flagBits;
    }

    public boolean has(CommandFlag flag) {
        return (flagBits & flag.bit()) != 0;
    }

    byte[] nameBytes() {
        return nameBytes;
    }
}
