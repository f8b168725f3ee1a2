// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command;

import dev.cairn.storage.memory.ByteSlice;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds commands by their names, in any case, without allocation: an open-addressed table over the lower-case names.
 * One per server, filled once.
 */
public final class CommandTable {
    private final List<CommandEntry> entries = new ArrayList<>();
    private final CommandEntry[] slots;
    private final int mask;

    /** A table of these commands; a name that stands twice is an error of ours. */
    public CommandTable(List<? extends Command> commands) {
        slots = new CommandEntry[Integer.highestOneBit(commands.size() * 4 + 1) * 2];
        mask = slots.length - 1;
        for (Command command : commands) {
            add(new CommandEntry(command, null));
        }
    }

    private void add(CommandEntry entry) {
        byte[] name = entry.nameBytes();
        int slot = hash(name, 0, name.length) & mask;
        while (slots[slot] != null) {
            if (slots[slot].fullName().equals(entry.fullName())) {
                throw new AssertionError("command listed twice: " + entry.fullName());
            }
            slot = (slot + 1) & mask;
        }
        slots[slot] = entry;
        entries.add(entry);
    }

    /** The commands in the order they were listed. */
    public List<CommandEntry> entries() {
        return entries;
    }

    /** The command of this name, a container for one with subcommands; null when there is none. */
    public CommandEntry find(ByteSlice name) {
        byte[] array = name.array();
        int offset = name.offset();
        int length = name.length();
        int slot = hash(array, offset, length) & mask;
        CommandEntry entry = slots[slot];
        while (entry != null && !matches(entry.nameBytes(), array, offset, length)) {
            slot = (slot + 1) & mask;
            entry = slots[slot];
        }
        return entry;
    }

    /** The command called {@code get}, or the subcommand called {@code config|get}; null when there is none. */
    public CommandEntry findFullName(String name) {
        int bar = name.indexOf('|');
        if (bar < 0) {
            return find(ByteSlice.of(name));
        }
        CommandEntry container = find(ByteSlice.of(name.substring(0, bar)));
        return container == null
                ? null
                : findSubcommand(container, ByteSlice.of(name.substring(bar + 1)));
    }

    /** The container's subcommand of this name, or null. */
    public static CommandEntry findSubcommand(CommandEntry container, ByteSlice name) {
        List<CommandEntry> all = container.subcommands();
        for (int i = 0; i < all.size(); i++) {
            if (matches(all.get(i).nameBytes(), name.array(), name.offset(), name.length())) {
                return all.get(i);
            }
        }
        return null;
    }

    private static int hash(byte[] name, int offset, int length) {
        int hash = length;
        for (int i = 0; i < length; i++) {
            // Bit 5 is what tells capitals from small letters; other characters may collide, which
            // is harmless.
            hash = hash * 31 + (name[offset + i] | 0x20);
        }
        return hash ^ (hash >>> 15);
    }

    private static boolean matches(byte[] lower, byte[] name, int offset, int length) {
        if (lower.length != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            int b = name[offset + i];
            if (b >= 'A' && b <= 'Z') {
                b |= 0x20;
            }
            if (b != lower[i]) {
                return false;
            }
        }
        return true;
    }
}
