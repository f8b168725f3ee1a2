// SPDX-License-Identifier: Apache-2.0
package dev.cairn.recovery.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** In the midst of what the kills of a run came, told by what they left in the data folder. */
final class KillCount {
    private final Path data;
    private int kills;
    private int duringSnapshot;
    private int duringRoll;
    private int duringRecovery;

    KillCount(Path data) {
        this.data = data;
    }

    /** A server was killed that had been ready. */
    void killed() throws IOException {
        kills++;
        duringSnapshot += holds(data, "temp-") ? 1 : 0;
        duringRoll += rollIsUnderWay() ? 1 : 0;
    }

    /** A server was killed that had begun to load. */
    void killedAtStart(boolean ready) {
        kills++;
        duringRecovery += ready ? 0 : 1;
    }

    /** A roll ends with the note that the segment which it began is durable. */
    private boolean rollIsUnderWay() throws IOException {
        Path log = data.resolve("log");
        if (!Files.exists(log.resolve("newest"))) {
            return holds(log, String.format("%010d.cq4", 2));
        }
        String note = Files.readString(log.resolve("newest"));
        String noted = note.replaceFirst("(?s).*\nsegment (\\d+)\n.*", "$1");
        return !holds(log, String.format("%010d.cq4", Long.parseLong(noted)))
                || holds(log, String.format("%010d.cq4", Long.parseLong(noted) + 1));
    }

    private static boolean holds(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith(prefix));
        }
    }

    @Override
    public String toString() {
        return String.format(
                "%d kills, of them %d during a snapshot, %d during a roll, %d during recovery",
                kills, duringSnapshot, duringRoll, duringRecovery);
    }
}
