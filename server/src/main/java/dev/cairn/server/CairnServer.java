// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server;

import dev.cairn.aof.CommandLog;
import dev.cairn.aof.LogException;
import dev.cairn.server.command.CommandTable;
import dev.cairn.server.command.Lifecycle;
import dev.cairn.server.config.Config;
import dev.cairn.server.config.ShutdownOption;
import dev.cairn.server.engine.Admission;
import dev.cairn.server.engine.EffectLog;
import dev.cairn.server.engine.Engine;
import dev.cairn.server.engine.KeyspaceWork;
import dev.cairn.server.engine.Stopwatch;
import dev.cairn.server.engine.WriteRefusal;
import dev.cairn.server.logging.DecimalText;
import dev.cairn.server.logging.LogSink;
import dev.cairn.server.logging.ServerLog;
import dev.cairn.server.monitor.CommandWatch;
import dev.cairn.server.monitor.SyncWatch;
import dev.cairn.server.net.CommandLoop;
import dev.cairn.server.net.ConnectionAcceptor;
import dev.cairn.server.net.Listeners;
import dev.cairn.server.net.Transport;
import dev.cairn.server.recovery.DataFolderLock;
import dev.cairn.server.recovery.LogOpening;
import dev.cairn.server.recovery.Recovered;
import dev.cairn.server.recovery.RecoveryException;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.time.Clock;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * A running server. Any program can hold one, tests among them:
 *
 * <pre>
 *   Config config = new Config().set("port", "0").set("dir", folder.toString());
 *   try (CairnServer server = CairnServer.start(config)) {
 *       connect("127.0.0.1", server.port());
 *   }
 * </pre>
 *
 * Several servers live side by side in one JVM, each with its own data folder. {@link #start} returns once the data set
 * is loaded; {@link #close} drains, syncs, and returns once everything has stopped.
 */
public final class CairnServer implements AutoCloseable {
    private static final long CLOCK_MILLIS = 100;

    /** How long a log that refuses is waited for at the end. */
    private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final long DRAIN_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Config config;
    private final ServerLog serverLog;
    private final Keyspace keyspace;
    private final CommandLoop loop;
    private final Engine engine;
    private final ConnectionAcceptor acceptor;
    private final Listeners listeners;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final KeyspaceWork keyspaceWork;
    private final SyncWatch syncWatch;
    private final ServerLifecycle lifecycle;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Ending ending = Ending.WISHED;
    private volatile int port;
    private final ServerParts parts;
    private final DataFolderLock folderLock;
    private final LogOpening opening;
    private CommandLog log;

    private CairnServer(Config config, ServerLog serverLog) throws StartException {
        this.config = config;
        this.serverLog = serverLog;
        LiveSettings settings = new LiveSettings(config);
        Transport transport = transport(config);
        folderLock = lock(config);
        opening = LogOpening.begin(config.persistence);
        CommandTable table = new CommandTable(CommandFamilies.all());
        parts = new ServerParts(config, table);
        keyspace = Keyspace.open(settings.storage());
        syncWatch = new SyncWatch(parts);
        EffectLog effectLog = new EffectLog();
        WriteRefusal writeRefusal = new WriteRefusal();
        Admission admission = new Admission(keyspace, effectLog, writeRefusal);
        keyspaceWork = new KeyspaceWork(keyspace, parts.metrics, admission);
        loop = new CommandLoop(transport);
        engine =
                new Engine(
                        loop,
                        keyspace,
                        Clock.SYSTEM,
                        table,
                        parts,
                        effectLog,
                        admission,
                        writeRefusal,
                        new CommandWatch(parts));
        parts.engine = engine;
        settings.follow(keyspace.config());
        settings.follow(parts.respLimits);
        settings.follow(parts.connectionLimits);
        settings.follow(engine);
        settings.follow(parts.metrics);
        settings.guard(admission);
        acceptor =
                new ConnectionAcceptor(
                        engine,
                        Clock.SYSTEM,
                        parts.sessions,
                        parts.respLimits,
                        parts.connectionLimits,
                        parts.metrics.traffic(),
                        new ConnectionLog(serverLog, config.logging.hideUserData));
        listeners = new Listeners(loop, transport, acceptor);
        lifecycle =
                new ServerLifecycle(
                        this, parts, keyspaceWork, transport, Stopwatch.SYSTEM, serverLog);
        parts.lifecycle = lifecycle;
        parts.persistence =
                new ServerPersistence(parts, keyspace, Stopwatch.SYSTEM, serverLog::notice);
        onCommandThread(this::begin);
    }

    /** Starts a server and waits until it serves. It logs to the file that the configuration names, or nowhere. */
    public static CairnServer start(Config config) throws StartException {
        return start(config, ServerLog.of(config, LogSink.NOWHERE, Clock.SYSTEM));
    }

    /** Starts a server and waits until it serves. */
    public static CairnServer start(Config config, ServerLog log) throws StartException {
        long startMicros = Clock.SYSTEM.micros();
        CairnServer server = new CairnServer(config, log);
        try {
            server.listen();
            log.notice("Running mode=standalone, port=" + server.port + ".");
            log.notice("Server initialized");
            server.recover();
            server.sayReady(Clock.SYSTEM.micros() - startMicros);
            return server;
        } catch (StartException e) {
            server.close();
            throw e;
        }
    }

    private static DataFolderLock lock(Config config) throws StartException {
        try {
            return DataFolderLock.take(config.persistence.dir.value());
        } catch (RecoveryException e) {
            throw new StartException(e.getMessage(), e);
        }
    }

    /** The lines that scripts and test containers wait for. */
    private void sayReady(long micros) {
        long nanos = TimeUnit.MICROSECONDS.toNanos(micros);
        serverLog.notice("Started in " + DecimalText.seconds(nanos) + " seconds");
        if (port != 0) {
            serverLog.notice("Ready to accept connections tcp");
        }
        if (!config.network.unixSocket.isEmpty()) {
            serverLog.notice("Ready to accept connections unix");
        }
    }

    /** The TCP port; 0 when the server listens on a unix socket only. */
    public int port() {
        return port;
    }

    private void begin() {
        engine.admission().loading(true);
        keyspace.expiryEnabled(false);
        engine.attach(keyspaceWork);
        engine.start();
        engine.loop()
                .repeat(
                        () -> {
                            acceptor.onClock(Clock.SYSTEM.millis());
                            parts.metrics.sample(Clock.SYSTEM.millis());
                            syncWatch.look(Clock.SYSTEM.millis());
                            parts.persistence.onClock(Clock.SYSTEM.millis());
                        },
                        CLOCK_MILLIS);
    }

    private void listen() throws StartException {
        int wanted = (int) config.network.port.value();
        int backlog = (int) config.network.backlog.value();
        if (wanted != 0 || config.network.unixSocket.isEmpty()) {
            port = wanted;
            List<String> addresses = config.network.bind.value();
            for (String address : addresses.isEmpty() ? List.of("*") : addresses) {
                listenTcp(address, backlog);
            }
        }
        if (!config.network.unixSocket.isEmpty()) {
            Path path = config.persistence.dir.value().resolve(config.network.unixSocket.value());
            try {
                lifecycle.listening("name=unix,bind=" + path);
                listeners.listenUnix(
                        path,
                        config.network.unixSocketPermissions.intValue(),
                        config.network.unixSocketGroup.value(),
                        backlog);
            } catch (IOException e) {
                throw new StartException("Failed opening Unix socket: bind: " + e.getMessage(), e);
            }
        }
    }

    /** Brings the data back and opens the server for business. */
    private void recover() throws StartException {
        try {
            Recovered recovered = parts.persistence.recover(opening);
            log = recovered.log();
            if (log != null) {
                log.start();
            }
            onCommandThread(() -> parts.persistence.open(recovered));
            if (recovered.snapshotDue()) {
                parts.persistence.saveFirst();
            }
        } catch (RecoveryException e) {
            throw new StartException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("the start was interrupted", e);
        }
        onCommandThread(
                () -> {
                    keyspace.expiryEnabled(true);
                    engine.admission().loading(false);
                });
    }

    private void listenTcp(String address, int backlog) throws StartException {
        boolean optional = address.startsWith("-");
        String host = optional ? address.substring(1) : address;
        InetSocketAddress socketAddress =
                switch (host) {
                    case "*" -> new InetSocketAddress("0.0.0.0", port);
                    case "::*" -> new InetSocketAddress("::", port);
                    default -> new InetSocketAddress(host, port);
                };
        try {
            port = listeners.listen(socketAddress, backlog);
            lifecycle.listening("name=tcp,bind=" + host + ",port=" + port);
        } catch (IOException e) {
            if (!optional) {
                String reason = String.valueOf(e.getMessage());
                serverLog.warning(
                        "Warning: Could not create server TCP listening socket "
                                + host
                                + ":"
                                + port
                                + ": bind: "
                                + reason.substring(reason.lastIndexOf(": ") + 1).strip());
                throw new StartException(
                        "Failed listening on port " + port + " (tcp), aborting.", e);
            }
        }
    }

    /** Runs a task on the command thread and waits for it. */
    private void onCommandThread(Runnable task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(
                () -> {
                    try {
                        task.run();
                        done.complete(null);
                    } catch (RuntimeException | Error e) {
                        done.completeExceptionally(e);
                    }
                });
        done.join();
    }

    /**
     * Saves as the options and the configuration wish, and has the server stop soon. Not to be called on the command
     * thread.
     *
     * @return false where it goes on, because what it was to save could not be saved; the log says why
     */
    public boolean shutdown(Set<ShutdownOption> options) {
        Lifecycle.Saving saving = Lifecycle.Saving.AS_CONFIGURED;
        if (options.contains(ShutdownOption.SAVE)) {
            saving = Lifecycle.Saving.SAVE;
        } else if (options.contains(ShutdownOption.NOSAVE)) {
            saving = Lifecycle.Saving.NO_SAVE;
        }
        var wish =
                new Lifecycle.ShutdownWish(
                        saving,
                        options.contains(ShutdownOption.NOW),
                        options.contains(ShutdownOption.FORCE));
        AtomicBoolean stops = new AtomicBoolean();
        onCommandThread(() -> stops.set(lifecycle.shutdown(wish)));
        return stops.get();
    }

    /** Has the server stop soon; any thread may ask, the command thread too. */
    void stop() {
        new Thread(this::close, "cairn-stop").start();
    }

    /** Has the server stop soon, because it cannot go on. */
    void fail(Ending why) {
        ending = why;
        stop();
    }

    /** Why the server stopped, or is stopping. */
    public Ending ending() {
        return ending;
    }

    /** Waits until the server has stopped. */
    public void awaitStop() throws InterruptedException {
        stopped.await();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            listeners.close();
        } catch (IOException e) {
            throw new IllegalStateException("a listening socket could not be closed", e);
        } finally {
            closeData();
        }
    }

    /** Ends what holds the data. After a fault a snapshot may fail even to be given up: the log is closed all the same. */
    private void closeData() {
        try {
            onCommandThread(() -> parts.persistence.giveUp());
        } finally {
            closeLog();
            loop.close();
            keyspace.close();
            unlock();
            stopped.countDown();
        }
    }

    private void unlock() {
        try {
            folderLock.close();
        } catch (IOException e) {
            lifecycle.log("The data folder could not be unlocked: " + e);
        }
    }

    /** Drains and closes the log, then lets the replies go that waited for it. */
    private void closeLog() {
        try {
            opening.close();
            if (log == null) {
                return;
            }
            drain();
            log.close();
        } catch (LogException e) {
            lifecycle.log(e.getMessage());
        }
        onCommandThread(engine::releaseReplies);
    }

    /**
     * Hands all effects to the log, and gives up when the log refuses them for long: a full disk must not keep a server from
     * ending. What stays behind was never acknowledged.
     */
    private void drain() {
        long end = Stopwatch.SYSTEM.getAsLong() + DRAIN_NANOS;
        AtomicBoolean drained = new AtomicBoolean();
        while (true) {
            onCommandThread(() -> drained.set(engine.drain()));
            if (drained.get()) {
                return;
            }
            String refusal = log.status().refusal();
            if (refusal != null && Stopwatch.SYSTEM.getAsLong() - end > 0) {
                lifecycle.log("What is not acknowledged is left out of the log: " + refusal);
                return;
            }
            LockSupport.parkNanos(DRAIN_POLL_NANOS);
        }
    }

    private static Transport transport(Config config) throws StartException {
        Transport transport =
                switch (config.network.transport.value()) {
                    case AUTO -> Transport.best();
                    case EPOLL -> Transport.EPOLL;
                    case IO_URING -> Transport.IO_URING;
                    case NIO -> Transport.NIO;
                };
        if (!transport.isAvailable()) {
            throw new StartException(
                    "transport "
                            + transport
                            + " is not to be had on this machine; use auto, or nio, which always"
                            + " is");
        }
        return transport;
    }
}
