// SPDX-License-Identifier: Apache-2.0
package dev.cairn.recovery.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** A server in a JVM of its own, started as a user starts it, with the flags of {@code conf/jvm.options}. */
public final class ServerProcess implements AutoCloseable {
    private static final long READY_TIMEOUT_SECONDS = 120;
    private static final int HEAP_MIB = 512;
    private static final String READY = "Ready to accept connections";

    /** What the server says before it turns to its data folder. */
    private static final String LOADING = "Running mode=";

    private static final int END_SECONDS = 120;
    private static final int LOWEST_PORT = 10_000;
    private static final int LIMIT_OF_PORTS = 32_768;
    private static final int PORT_ATTEMPTS = 100;

    private final Process process;
    private final int port;
    private final List<String> output = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch readyOrEnded = new CountDownLatch(1);
    private final CountDownLatch loadingOrEnded = new CountDownLatch(1);
    private volatile boolean ready;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
        Thread reader = new Thread(this::readOutput, "server-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a server on this data folder and waits until it is ready. */
    public static ServerProcess start(Path data, String... directives)
            throws IOException, InterruptedException {
        return start(Map.of(), data, directives);
    }

    /** The same, with a Java heap of this size. */
    public static ServerProcess startWithHeap(int heapMib, Path data, String... directives)
            throws IOException, InterruptedException {
        ServerProcess server = launch(heapMib, Map.of(), data, directives);
        server.awaitReady();
        return server;
    }

    /** The same, with variables in its environment. */
    public static ServerProcess start(
            Map<String, String> environment, Path data, String... directives)
            throws IOException, InterruptedException {
        ServerProcess server = launch(environment, data, directives);
        server.awaitReady();
        return server;
    }

    /** Waits until the server serves its clients. */
    public void awaitReady() throws IOException, InterruptedException {
        if (!readyOrEnded.await(READY_TIMEOUT_SECONDS, TimeUnit.SECONDS) || !ready) {
            close();
            throw new IOException("the server did not get ready:\n" + output());
        }
    }

    /** Starts a server and does not wait. */
    public static ServerProcess launch(Path data, String... directives) throws IOException {
        return launch(Map.of(), data, directives);
    }

    /** The same, with variables in its environment. */
    public static ServerProcess launch(
            Map<String, String> environment, Path data, String... directives) throws IOException {
        return launch(HEAP_MIB, environment, data, directives);
    }

    private static ServerProcess launch(
            int heapMib, Map<String, String> environment, Path data, String... directives)
            throws IOException {
        int port = freePort();
        Path options = Path.of("..", "conf", "jvm.options").toAbsolutePath().normalize();
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "@" + options,
                                "-Xmx" + heapMib + "m",
                                "-ea",
                                "-Djava.library.path=" + NativeLibrary.FOLDER,
                                "-Dcairn.debugMemory=" + Boolean.getBoolean("cairn.debugMemory"),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.cairn.server.cli.CairnCli",
                                "server",
                                "--port",
                                Integer.toString(port),
                                "--dir",
                                data.toString()));
        command.addAll(List.of(directives));
        Files.createDirectories(data);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new ServerProcess(builder.start(), port);
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /** Everything that the server has printed. */
    public String output() {
        synchronized (output) {
            return String.join("\n", output);
        }
    }

    /** Waits until the server has begun to load its data, or is ready, or has ended. */
    public void awaitLoading() throws InterruptedException {
        if (!loadingOrEnded.await(READY_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the server did not begin to load: " + output());
        }
    }

    public boolean isReady() {
        return ready;
    }

    /** SIGKILL: the process ends at once, wherever it is. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** SIGTERM; returns the exit code. */
    public int terminate() throws InterruptedException {
        process.destroy();
        return awaitEnd();
    }

    /** Waits for the end of the process and returns its exit code; a process that goes on is an error. */
    public int awaitEnd() throws InterruptedException {
        if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("The server did not end. It said:\n" + output());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void readOutput() {
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                output.add(line);
                if (line.contains(LOADING)) {
                    loadingOrEnded.countDown();
                }
                if (line.contains(READY)) {
                    ready = true;
                    readyOrEnded.countDown();
                }
            }
        } catch (IOException e) {
            output.add("reading the output ended: " + e);
        } finally {
            readyOrEnded.countDown();
            loadingOrEnded.countDown();
        }
    }

    /** Below those that systems give to connections, lest one takes it before the server does. */
    private static int freePort() throws IOException {
        IOException taken = null;
        for (int attempt = 0; attempt < PORT_ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, LIMIT_OF_PORTS);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (BindException e) {
                taken = e;
            }
        }
        throw new IOException("no port is free", taken);
    }
}
