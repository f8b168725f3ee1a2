// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.cli;

import dev.cairn.server.backup.BackupProgress;
import dev.cairn.storage.time.Clock;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;

/** Shows how far a copy is: a bar that moves on a terminal, a line for each object elsewhere. */
final class CopyProgress implements BackupProgress {
    private static final int BAR_CHARS = 30;
    private static final long REDRAW_MILLIS = 100;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean terminal;
    private final Clock clock;
    private long drawnMillis;
    private boolean drawn;

    CopyProgress(PrintWriter out, boolean terminal, Clock clock) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
    }

    /** One for this program's output. */
    @SuppressWarnings("SystemConsoleNull") // Without a terminal some JVMs have no console at all.
    static CopyProgress of(PrintWriter out) {
        Console console = System.console();
        boolean terminal = console != null && console.isTerminal();
        return new CopyProgress(out, terminal, Clock.SYSTEM);
    }

    @Override
    public void copying(String name, long doneBytes, long totalBytes) {
        long now = clock.millis();
        if (!terminal || now - drawnMillis < REDRAW_MILLIS) {
            return;
        }
        drawnMillis = now;
        drawn = true;
        double share = totalBytes <= 0 ? 1 : Math.min(1, (double) doneBytes / totalBytes);
        int filled = (int) (share * BAR_CHARS);
        out.print(
                CLEAR_LINE
                        + name
                        + " ["
                        + "#".repeat(filled)
                        + "-".repeat(BAR_CHARS - filled)
                        + String.format(Locale.ROOT, "] %3.0f %%", share * 100));
        out.flush();
    }

    @Override
    public void copied(String name, long bytes) {
        note("Copied " + name + ", " + bytes + " bytes");
    }

    @Override
    public void note(String line) {
        if (drawn) {
            drawn = false;
            out.print(CLEAR_LINE);
        }
        out.println(line);
        out.flush();
    }
}
