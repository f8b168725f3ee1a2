// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A real process, killed without warning in the middle of its work, again and again. */
class KilledProcessTest {
    private static final int KILLS = 4;
    private static final List<SyncPolicy> POLICIES = List.of(SyncPolicy.values());

    @TempDir Path folder;

    @Test
    void whatWasReportedIsThere() throws Exception {
        Random random = new Random(11);
        LogModel model = new LogModel(0);
        for (int kill = 0; kill < KILLS; kill++) {
            SyncPolicy policy = POLICIES.get(kill % POLICIES.size());
            long reported = runAndKill(policy, 2 + random.nextInt(60));
            try (CommandLog log = CommandLog.open(config(policy), new RecordingListener())) {
                assertFalse(log.status().cleanStop());
                assertTrue(log.appendedPosition() >= reported, "reported " + reported);
                Writing.extend(model, log.appendedPosition());
                model.assertReplays(log, 0);
            }
        }
        assertTrue(model.batches().size() > KILLS, "the killed processes did write");
    }

    private LogConfig config(SyncPolicy policy) {
        return config(folder, policy);
    }

    private static LogConfig config(Path folder, SyncPolicy policy) {
        return LogConfig.in(folder)
                .segmentBytes(1 << 20)
                .reserveStepBytes(256 << 10)
                .syncPolicy(policy)
                .build();
    }

    /** Runs the writer until it has reported so many times, kills it, and returns the last position it reported. */
    private long runAndKill(SyncPolicy policy, int reports) throws Exception {
        Process process = new ProcessBuilder(command(policy)).redirectErrorStream(true).start();
        List<String> output = new ArrayList<>();
        long reported = -1;
        try (BufferedReader reader = process.inputReader(StandardCharsets.US_ASCII)) {
            while (reports > 0) {
                String line = reader.readLine();
                if (line == null) {
                    throw new AssertionError("the writer ended: " + output);
                }
                output.add(line);
                if (line.startsWith("appended ")) {
                    reported = Long.parseLong(line.substring("appended ".length()));
                    reports--;
                }
            }
            LogException held =
                    assertThrows(
                            LogException.class,
                            () -> CommandLog.open(config(policy), new RecordingListener()));
            assertTrue(held.getMessage().contains("process " + process.pid()), held.getMessage());
            // Through the handle: the process object would close the pipe as well.
            process.toHandle().destroyForcibly();
            // What it still had in its pipe was reported as well.
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.matches("appended [0-9]+")) {
                    reported = Math.max(reported, Long.parseLong(line.substring(9)));
                }
            }
        }
        assertEquals(128 + 9, process.waitFor());
        return reported;
    }

    private List<String> command(SyncPolicy policy) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (argument.startsWith("--") || argument.startsWith("-Dchronicle")) {
                command.add(argument);
            }
        }
        command.addAll(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(Writing.class.getName());
        command.add(folder.toString());
        command.add(policy.name());
        return command;
    }

    /** The process that is killed: it goes on with the log where it ends, until somebody stops it. */
    static final class Writing {
        private Writing() {}

        public static void main(String[] arguments) throws LogException {
            PrintStream out = new PrintStream(System.out, false, StandardCharsets.US_ASCII);
            LogListener listener =
                    new ReportingListener(
                            position -> {
                                out.print("appended " + position + "\n");
                                out.flush();
                            });
            LogConfig config = config(Path.of(arguments[0]), SyncPolicy.valueOf(arguments[1]));
            CommandLog log = CommandLog.open(config, listener);
            LogModel model = new LogModel(0);
            extend(model, log.appendedPosition());
            log.start();
            while (true) {
                model.submit(log, next(model));
            }
        }

        /** Batches follow from their number alone: so both processes know what a log of some length holds. */
        private static byte[] next(LogModel model) {
            int number = model.batches().size();
            return LogModel.payload(number, 10 + number % 2000);
        }

        static void extend(LogModel model, long end) {
            while (model.end() < end) {
                model.add(next(model), 1_000_000L + model.batches().size(), 1);
            }
            assertEquals(end, model.end());
        }
    }

    private interface PositionReport {
        void appended(long position);
    }

    private record ReportingListener(PositionReport report) implements LogListener {
        @Override
        public void ended(String reason) {}

        @Override
        public void appended(long position) {
            report.appended(position);
        }

        @Override
        public void durable(long position) {}

        @Override
        public void refused(String reason) {
            throw new AssertionError(reason);
        }

        @Override
        public void accepting() {}

        @Override
        public void snapshotNeeded(long position) {}

        @Override
        public void rolled(long segmentFirstPosition) {}
    }
}
