// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server;

import dev.cairn.aof.CommandLog;
import dev.cairn.aof.LogException;
import dev.cairn.rdb.StorageTarget;
import dev.cairn.rdb.codec.ValueTarget;
import dev.cairn.server.command.ChangeFeed;
import dev.cairn.server.command.PersistenceControl;
import dev.cairn.server.config.PersistenceConfig;
import dev.cairn.server.engine.Engine;
import dev.cairn.server.feed.LogFeed;
import dev.cairn.server.persistence.Retention;
import dev.cairn.server.persistence.SnapshotFile;
import dev.cairn.server.persistence.SnapshotFolder;
import dev.cairn.server.persistence.SnapshotOrigin;
import dev.cairn.server.persistence.Snapshots;
import dev.cairn.server.recovery.CommandThread;
import dev.cairn.server.recovery.LogOpening;
import dev.cairn.server.recovery.LogReplayer;
import dev.cairn.server.recovery.NewKeysTarget;
import dev.cairn.server.recovery.Recovered;
import dev.cairn.server.recovery.Recovery;
import dev.cairn.server.recovery.RecoveryException;
import dev.cairn.server.recovery.SnapshotLoader;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.time.Clock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What the server has on disk: brings it back at the start, takes snapshots of it afterwards, and does what commands ask
 * of both. The command thread owns it, but for {@link #recover} and {@link #saveFirst}.
 */
final class ServerPersistence implements PersistenceControl {
    private static final long LOG_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long LOG_POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

    private final ServerParts parts;
    private final Engine engine;
    private final Keyspace keyspace;
    private final SnapshotFolder folder;
    private final Snapshots snapshots;
    private final LongSupplier nanos;
    private final Consumer<String> serverLog;
    private LogFeed feed;
    private Retention retention;

    ServerPersistence(
            ServerParts parts, Keyspace keyspace, LongSupplier nanos, Consumer<String> serverLog) {
        this.nanos = nanos;
        this.parts = parts;
        this.engine = parts.engine;
        this.keyspace = keyspace;
        this.serverLog = serverLog;
        this.folder = new SnapshotFolder(parts.config.persistence.dir.value());
        this.snapshots =
                new Snapshots(
                        engine,
                        keyspace,
                        parts.config.persistence,
                        folder,
                        parts.metrics.persistence(),
                        nanos,
                        serverLog);
    }

    // --- the start and the end ---

    /** Brings the data back; on the thread that starts the server. */
    Recovered recover(LogOpening opening) throws RecoveryException, InterruptedException {
        return new Recovery(
                        engine,
                        keyspace,
                        parts.config.persistence,
                        folder,
                        parts.metrics.persistence(),
                        engine.logListener(
                                snapshots::neededByLog, parts.lifecycle::fail, serverLog),
                        nanos,
                        serverLog)
                .run(opening);
    }

    /** The data are there: what changes from now on is logged, and snapshots are taken. */
    void open(Recovered recovered) {
        engine.effectLog().attach(recovered.log());
        if (recovered.log() != null) {
            openPast(recovered.log());
        }
        snapshots.open(recovered.log(), recovered.base(), recovered.newestBytes());
    }

    /** What the log holds is kept as long as is wished, and told to clients that ask. */
    private void openPast(CommandLog log) {
        PersistenceConfig config = parts.config.persistence;
        Path logFolder = folder.path().resolve(Recovery.LOG_FOLDER);
        String id = log.status().id().toString();
        feed = new LogFeed(engine.loop(), log, logFolder);
        retention =
                new Retention(
                        folder,
                        logFolder,
                        id,
                        Clock.SYSTEM,
                        parts.metrics.persistence()::retainedLog,
                        serverLog);
        Runnable follow =
                () -> {
                    log.retain(config.isRetaining());
                    retention.limits(
                            config.logRetentionSeconds.value(),
                            config.logRetentionBytes.bytes(),
                            config.snapshotKeep.intValue());
                };
        follow.run();
        parts.config.listen(
                follow::run,
                config.logRetentionSeconds,
                config.logRetentionBytes,
                config.snapshotKeep);
        retention.start();
    }

    /** What has changed, for clients; null when there is no log. */
    ChangeFeed feed() {
        return feed;
    }

    /** Takes the snapshot without which the data would not be on disk; on the thread that starts the server. */
    void saveFirst() throws RecoveryException, InterruptedException {
        CompletableFuture<Boolean> saved = new CompletableFuture<>();
        engine.loop().execute(() -> snapshots.saveFirst(saved::complete));
        try {
            if (saved.get()) {
                return;
            }
        } catch (ExecutionException e) {
            throw new RecoveryException("The first snapshot failed: " + e.getCause(), e);
        }
        throw new RecoveryException(
                "The data that were loaded could not be saved as a snapshot of this server; the"
                        + " log says why. They are still where they came from.");
    }

    void onClock(long nowMillis) {
        snapshots.periodic(parts.lifecycle.isPeriodicWorkOn());
        snapshots.onClock(nowMillis);
    }

    /** Gives up what is being taken: the server ends. */
    void giveUp() {
        snapshots.giveUp();
        if (feed != null) {
            feed.close();
            retention.close();
        }
    }

    /** The snapshot before a shutdown. */
    Outcome saveAtEnd() {
        return snapshots.saveAtEnd();
    }

    // --- on demand ---

    @Override
    public Outcome save() {
        return snapshots.save();
    }

    @Override
    public Outcome saveInBackground(boolean schedule) {
        return snapshots.saveInBackground(schedule);
    }

    @Override
    public Outcome cancelSave() {
        return snapshots.cancelSave();
    }

    @Override
    public Outcome rewriteLog() {
        return snapshots.rewriteLog();
    }

    @Override
    public Outcome reload(boolean save, boolean flush, boolean merge) {
        snapshots.giveUp();
        if (!engine.handOver() || (save && !snapshots.saveNow())) {
            return Outcome.FAILED;
        }
        boolean loaded = false;
        if (flush) {
            keyspace.flush(-1, true);
        }
        keyspace.expiryEnabled(false);
        try {
            ValueTarget target = new StorageTarget(keyspace);
            load(merge || flush ? target : new NewKeysTarget(keyspace, target));
            loaded = true;
        } catch (IOException | UncheckedIOException e) {
            serverLog.accept("Error loading the snapshot: " + e.getMessage());
        } finally {
            keyspace.expiryEnabled(true);
            keyspace.fence().wroteEverything();
        }
        boolean asOnDisk = save && flush && loaded;
        // What is in memory now did not come about by logged commands: a snapshot makes it last.
        boolean durable = asOnDisk || snapshots.saveNow();
        return loaded && durable ? Outcome.DONE : Outcome.FAILED;
    }

    private SnapshotOrigin load(ValueTarget target) throws IOException {
        List<SnapshotFile> newest = folder.snapshots();
        if (newest.isEmpty()) {
            throw new IOException("there is none in " + folder.path());
        }
        SnapshotFile file = newest.getFirst();
        new SnapshotLoader(new CommandThread(engine.loop()), keyspace, nanos)
                .ignoreChecksum(!parts.lifecycle.areChecksumsChecked())
                .load(file.path(), target, (bytes, keys) -> {});
        return SnapshotOrigin.of(file.path());
    }

    @Override
    public Outcome recoverAgain() {
        CommandLog log = engine.effectLog().log();
        snapshots.giveUp();
        if (log == null || !engine.handOver() || !appended(log)) {
            return Outcome.FAILED;
        }
        keyspace.flush(-1, true);
        keyspace.expiryEnabled(false);
        engine.effectLog().mute(true);
        try {
            SnapshotOrigin origin =
                    folder.snapshots().isEmpty()
                            ? SnapshotOrigin.NO_LOG
                            : load(new StorageTarget(keyspace));
            new LogReplayer(engine, keyspace).replayHere(log, origin.position());
            return Outcome.DONE;
        } catch (IOException | LogException e) {
            serverLog.accept("Error recovering the data again: " + e.getMessage());
            return Outcome.FAILED;
        } finally {
            engine.effectLog().mute(false);
            keyspace.expiryEnabled(true);
            keyspace.tick(engine.nowMicros() / 1000);
            keyspace.fence().wroteEverything();
        }
    }

    /** Waits until the log can be read up to here. */
    private boolean appended(CommandLog log) {
        long start = nanos.getAsLong();
        while (log.appendedPosition() < log.submittedPosition()) {
            if (nanos.getAsLong() - start > LOG_TIMEOUT_NANOS) {
                return false;
            }
            LockSupport.parkNanos(LOG_POLL_NANOS);
        }
        return true;
    }
}
