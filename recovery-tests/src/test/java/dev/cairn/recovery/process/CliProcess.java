// SPDX-License-Identifier: Apache-2.0
package dev.cairn.recovery.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The program {@code cairn} in a JVM of its own, with its output in a file, so that nothing it does waits for a reader. */
public final class CliProcess implements AutoCloseable {
    private static final long LOOK_MILLIS = 20;
    private static final long PATIENCE_NANOS = 120_000_000_000L;

    private final Process process;
    private final Path output;

    private CliProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts it; both of its streams go to the file. */
    public static CliProcess start(Path output, String... arguments) throws IOException {
        Path options = Path.of("..", "conf", "jvm.options").toAbsolutePath().normalize();
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "@" + options,
                                "-Xmx256m",
                                "-ea",
                                "-Djava.library.path=" + NativeLibrary.FOLDER,
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.cairn.server.cli.CairnCli"));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        return new CliProcess(process, output);
    }

    /** Runs it to its end; fails unless it returns 0. */
    public static String run(Path output, String... arguments)
            throws IOException, InterruptedException {
        try (CliProcess process = start(output, arguments)) {
            int code = process.process.waitFor();
            if (code != 0) {
                throw new AssertionError(
                        "cairn "
                                + String.join(" ", arguments)
                                + " returned "
                                + code
                                + ":\n"
                                + process.output());
            }
            return process.output();
        }
    }

    /** Runs it to its end and returns its exit code. */
    public int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    /** Waits until it has said this so many times; fails where it ends before, or does not in two minutes. */
    public void awaitOutput(String text, int times) throws InterruptedException {
        long begin = System.nanoTime();
        while (output().split(Pattern.quote(text), -1).length <= times) {
            boolean ended = process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            if (ended || System.nanoTime() - begin > PATIENCE_NANOS) {
                throw new AssertionError("It was to say '" + text + "' and said:\n" + output());
            }
        }
    }

    public String output() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
