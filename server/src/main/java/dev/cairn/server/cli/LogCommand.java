// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.cli;

import dev.cairn.aof.FileFault;
import dev.cairn.aof.LogException;
import dev.cairn.aof.tail.LogListing;
import dev.cairn.server.feed.FeedCursor;
import dev.cairn.server.feed.FeedLine;
import dev.cairn.server.feed.LogMoment;
import dev.cairn.server.feed.LogTimes;
import dev.cairn.server.recovery.Recovery;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code cairn log}: what stands in a log, and what comes. */
@Command(
        name = "log",
        description = "Print the changes that a data folder's log holds, one command a line.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A line has the position behind the command, its time and its database. --from takes"
                + " the last position that you have, and goes on behind it; digits are a position,"
                + " all else is a time: 2026-11-21T13:00:00Z, 2026-11-21T13:00 (local), 2026-11-21,"
                + " @1795266000. What is printed is on the disk: no power loss takes it back. How"
                + " far back a log goes is up to log-retention-time and log-retention-size.",
            "",
            "  cairn log data --from 2026-11-21T13:00 --to 2026-11-21T14:00",
            "  cairn log data --format json --from 1234567 --follow"
        })
final class LogCommand implements Callable<Integer> {
    private static final int FLUSH_CHARS = 1 << 16;
    private static final long LOOK_MILLIS = 50;

    @Spec private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "The data folder, of a server that runs or not (default: data).")
    private Path folder;

    @Option(
            names = "--from",
            paramLabel = "POSITION|TIME",
            defaultValue = "0",
            description = "Print what stands behind this position, or from this time on.")
    private String from;

    @Option(
            names = "--to",
            paramLabel = "POSITION|TIME",
            description = "Print nothing behind this position, or after this time.")
    private String to;

    @Option(
            names = "--format",
            paramLabel = "commands|json",
            defaultValue = "commands",
            description = "How to print (default: commands).")
    private String format;

    @Option(names = "--follow", description = "Go on with what is written from now on.")
    private boolean follow;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter errors = spec.commandLine().getErr();
        try {
            Path logFolder = folder.resolve(Recovery.LOG_FOLDER);
            if (!Files.isDirectory(logFolder)) {
                throw new IllegalArgumentException(
                        "'" + folder + "' is no data folder: it has no folder log in it");
            }
            LogMoment end = to == null ? null : LogMoment.parse(to);
            FeedLine line = lineFormat();
            try (FeedCursor cursor = new FeedCursor(logFolder, start(logFolder))) {
                print(cursor, end, line);
            }
            return ExitCode.OK;
        } catch (IllegalArgumentException | LogException e) {
            errors.println(e.getMessage());
        } catch (IOException e) {
            errors.println("The log cannot be read: " + FileFault.text(e));
        }
        return ExitCode.FAILED;
    }

    private FeedLine lineFormat() {
        return switch (format.toLowerCase(Locale.ROOT)) {
            case "commands" -> FeedLine.COMMANDS;
            case "json" -> FeedLine.JSON;
            default ->
                    throw new IllegalArgumentException(
                            "--format is '" + format + "'; expected commands or json");
        };
    }

    private long start(Path logFolder) throws IOException, LogException {
        LogMoment begin = LogMoment.parse(from);
        if (begin.isTime()) {
            return LogTimes.until(logFolder, begin.value() - 1).position();
        }
        // Whoever asks for everything gets what there is.
        long first = LogListing.of(logFolder).firstPosition();
        return begin.value() == 0 ? Math.max(first, 0) : begin.value();
    }

    private void print(FeedCursor cursor, LogMoment end, FeedLine format)
            throws IOException, LogException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        StringBuilder lines = new StringBuilder();
        while (!out.checkError()) {
            while (cursor.next(Long.MAX_VALUE)) {
                if (isBehind(cursor, end)) {
                    flush(cursor, lines, out);
                    return;
                }
                format.append(lines, cursor);
                lines.append('\n');
                if (lines.length() > FLUSH_CHARS) {
                    flush(cursor, lines, out);
                }
            }
            flush(cursor, lines, out);
            if (!follow) {
                return;
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private static boolean isBehind(FeedCursor cursor, LogMoment end) {
        if (end == null) {
            return false;
        }
        return (end.isTime() ? cursor.timeMillis() : cursor.position()) > end.value();
    }

    /** Prints what is durable by then. */
    private static void flush(FeedCursor cursor, StringBuilder lines, PrintWriter out)
            throws IOException {
        if (!lines.isEmpty()) {
            cursor.force();
            out.append(lines);
            out.flush();
            lines.setLength(0);
        }
    }
}
