// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.recovery;

import dev.cairn.aof.CommandLog;
import dev.cairn.aof.FileFault;
import dev.cairn.aof.LogException;
import dev.cairn.aof.LogListener;
import dev.cairn.aof.LogStatus;
import dev.cairn.aof.OpenedLog;
import dev.cairn.aof.valkey.ValkeyManifest;
import dev.cairn.rdb.RdbSummary;
import dev.cairn.rdb.StorageTarget;
import dev.cairn.rdb.format.RdbException;
import dev.cairn.server.config.PersistenceConfig;
import dev.cairn.server.engine.Engine;
import dev.cairn.server.metrics.PersistenceFigures;
import dev.cairn.server.persistence.SnapshotFile;
import dev.cairn.server.persistence.SnapshotFolder;
import dev.cairn.server.persistence.SnapshotOrigin;
import dev.cairn.storage.Keyspace;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The way from a data folder to the data: the newest snapshot that is whole, then the log behind it.
 *
 * <p>A broken snapshot is set aside, and the one before it is used with the log since then. A folder without log and
 * snapshots that holds an {@code appendonlydir} or a {@code dump.rdb} gets its data from there: that is how data come over
 * from Valkey and Redis.
 * What does not fit together is refused. Runs on the thread that starts the server, while the command thread, which owns
 * the data, answers the clients that the server is loading.
 */
public final class Recovery {
    /** The folder of the command log inside the data folder. */
    public static final String LOG_FOLDER = "log";

    private static final String IMPORTED = ".imported";

    private final Engine engine;
    private final Keyspace keyspace;
    private final PersistenceConfig config;
    private final SnapshotFolder folder;
    private final PersistenceFigures figures;
    private final LogListener logListener;
    private final LongSupplier nanos;
    private final Consumer<String> serverLog;
    private final CommandThread commandThread;
    private final SnapshotLoader loader;
    private final List<String> broken = new ArrayList<>();
    private final List<SnapshotFile> toSetAside = new ArrayList<>();

    private CommandLog log;
    private RecoveryPlan plan;
    private long keysLoaded;

    public Recovery(
            Engine engine,
            Keyspace keyspace,
            PersistenceConfig config,
            SnapshotFolder folder,
            PersistenceFigures figures,
            LogListener logListener,
            LongSupplier nanos,
            Consumer<String> serverLog) {
        this.nanos = nanos;
        this.engine = engine;
        this.keyspace = keyspace;
        this.config = config;
        this.folder = folder;
        this.figures = figures;
        this.logListener = logListener;
        this.serverLog = serverLog;
        this.commandThread = new CommandThread(engine.loop());
        this.loader =
                new SnapshotLoader(commandThread, keyspace, nanos)
                        .tryLaterVersions(config.rdbVersionCheck.value().equals("relaxed"));
    }

    /**
     * Brings the data back. The caller holds the folder's lock.
     *
     * @param opening of this folder's log, which is taken
     */
    public Recovered run(LogOpening opening) throws RecoveryException, InterruptedException {
        try {
            return recover(opening);
        } catch (IOException e) {
            closeLog();
            throw new RecoveryException(unreadable(folder.path(), e), e);
        } catch (LogException e) {
            closeLog();
            throw new RecoveryException(e.getMessage(), e);
        } catch (RecoveryException | RuntimeException e) {
            closeLog();
            throw e;
        }
    }

    static String unreadable(Path folder, IOException cause) {
        return "The data in "
                + folder
                + " cannot be loaded: "
                + FileFault.text(cause)
                + ". Put that right and start again, or restore the file from a backup.";
    }

    private Recovered recover(LogOpening opening)
            throws IOException, LogException, RecoveryException, InterruptedException {
        int left = folder.removeTemporaries();
        if (left > 0) {
            serverLog.accept("Removed " + left + " unfinished snapshots of an earlier run");
        }
        plan = RecoveryPlan.withoutLog(folder.path());
        OpenedLog there = opening.take();
        if (there != null) {
            goOnWith(there.log(logListener));
        }
        List<SnapshotFile> snapshots = folder.snapshots();
        Path dump = folder.path().resolve(config.snapshotName.value());
        boolean begins = snapshots.isEmpty() && plan.isLogNew();
        ValkeyManifest appendOnly = begins ? ValkeyManifest.find(folder.path()) : null;
        Recovered recovered;
        if (!snapshots.isEmpty()) {
            recovered = fromSnapshots(snapshots);
        } else if (appendOnly != null) {
            recovered = fromAppendOnly(appendOnly, dump);
        } else if (begins && Files.exists(dump)) {
            recovered = fromDump(dump);
        } else {
            recovered = fromLogAlone();
        }
        commandThread.<Void, RuntimeException>call(
                () -> {
                    figures.loadFinished(keysLoaded, 0);
                    return null;
                });
        return recovered;
    }

    // --- the three beginnings ---

    private Recovered fromLogAlone() throws LogException, RecoveryException, InterruptedException {
        plan.checkWithoutSnapshot();
        replay(0);
        return opened(SnapshotOrigin.NO_LOG, 0, false);
    }

    private Recovered fromSnapshots(List<SnapshotFile> snapshots)
            throws IOException, LogException, RecoveryException, InterruptedException {
        for (SnapshotFile snapshot : snapshots) {
            SnapshotOrigin origin = load(snapshot);
            if (origin == null) {
                continue;
            }
            setAsideBroken();
            boolean ours = origin.hasLog() && origin.dataId().equals(plan.dataId());
            if (ours) {
                replay(origin.position());
            }
            return opened(origin, Files.size(snapshot.path()), !ours);
        }
        throw new RecoveryException(
                "None of the snapshots in "
                        + folder.path()
                        + " can be read: "
                        + String.join("; ", broken)
                        + ". Restore one of them from a backup.");
    }

    private Recovered fromDump(Path dump)
            throws IOException, LogException, RecoveryException, InterruptedException {
        serverLog.accept("No log and no snapshots of our own: taking the data from " + dump);
        try {
            loadFile(dump);
        } catch (RdbException e) {
            throw new RecoveryException(
                    "The data cannot be taken over: "
                            + e.getMessage()
                            + ". Nothing was changed; to start without these data, move the file"
                            + " away.",
                    e);
        }
        keep(dump);
        return opened(SnapshotOrigin.NO_LOG, 0, true);
    }

    /** They are newer than the {@code dump.rdb} that a Valkey which writes them has beside them. */
    private Recovered fromAppendOnly(ValkeyManifest files, Path dump)
            throws IOException, LogException, RecoveryException, InterruptedException {
        serverLog.accept(
                "No log and no snapshots of our own: taking the data from " + files.parts());
        try {
            new AppendOnlyImport(
                            engine,
                            keyspace,
                            commandThread,
                            file -> loadFile(file).bytes(),
                            serverLog)
                    .run(files);
        } catch (LogException | RdbException e) {
            throw new RecoveryException(
                    "The data cannot be taken over: "
                            + e.getMessage()
                            + ". Nothing was changed; to start without these data, move the"
                            + " append-only files away.",
                    e);
        }
        keysLoaded = commandThread.<Long, RuntimeException>call(this::size);
        if (Files.exists(dump)) {
            keep(dump);
        }
        return opened(SnapshotOrigin.NO_LOG, 0, true);
    }

    /** The first snapshot of our own takes the file's name: the file stays under another one. */
    private void keep(Path dump) throws IOException {
        Path kept = dump.resolveSibling(dump.getFileName() + IMPORTED);
        if (Files.exists(kept)) {
            return;
        }
        try {
            Files.createLink(kept, dump);
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.copy(dump, kept);
        }
        serverLog.accept("The file that was taken over is kept as " + kept);
    }

    // --- snapshots ---

    /** Loads a snapshot; null when it is broken, and the keyspace is empty again then. */
    private SnapshotOrigin load(SnapshotFile snapshot)
            throws IOException, LogException, RecoveryException {
        try {
            SnapshotOrigin origin = SnapshotOrigin.of(snapshot.path());
            if (plan.replacesLog(origin)) {
                replaceLog(origin.position());
            }
            plan.check(snapshot, origin);
            loadFile(snapshot.path());
            return origin;
        } catch (RdbException e) {
            if (!e.isDamage()) {
                throw new RecoveryException(
                        e.getMessage()
                                + ". A later version may have written the file: start that one. Or"
                                + " the file is damaged: restore it from a backup, or move it away"
                                + " to start from the snapshot before it.",
                        e);
            }
            serverLog.accept("Broken snapshot: " + e.getMessage());
            broken.add(e.getMessage());
            toSetAside.add(snapshot);
            commandThread.<Void, RuntimeException>call(this::clear);
            return null;
        }
    }

    private Void clear() {
        keyspace.flush(-1, true);
        return null;
    }

    private RdbSummary loadFile(Path file) throws IOException {
        long total = Files.size(file);
        long now = keyspaceTime();
        commandThread.<Void, RuntimeException>call(
                () -> {
                    figures.loadStarted(now, total);
                    return null;
                });
        serverLog.accept("Loading " + file + ", " + total + " bytes");
        LoadingReport report =
                new LoadingReport(serverLog, "Loading " + file.getFileName(), "keys", nanos);
        StorageTarget target = commandThread.<StorageTarget, RuntimeException>call(this::target);
        RdbSummary summary =
                loader.load(
                        file,
                        target,
                        (bytes, keys) -> {
                            figures.loadProgress(bytes);
                            report.at(bytes, total, keys);
                        });
        long distinct = commandThread.<Long, RuntimeException>call(this::size);
        if (distinct != summary.keys()) {
            throw new RdbException(
                    file.toString(),
                    RdbException.NO_OFFSET,
                    (summary.keys() - distinct) + " keys more than once",
                    "each key once",
                    true);
        }
        keysLoaded = summary.keys();
        summary.notices().forEach(serverLog);
        serverLog.accept(
                "Done loading RDB, keys loaded: "
                        + summary.keys()
                        + ", keys expired: 0, empty keys skipped: "
                        + summary.emptyKeys()
                        + ".");
        serverLog.accept("DB loaded from disk: " + report.seconds() + " seconds");
        return summary;
    }

    private StorageTarget target() {
        return new StorageTarget(keyspace);
    }

    private long size() {
        long size = 0;
        for (int i = 0; i < keyspace.databaseCount(); i++) {
            size += keyspace.database(i).size();
        }
        return size;
    }

    private long keyspaceTime() {
        return commandThread.<Long, RuntimeException>call(keyspace::nowMillis);
    }

    private void setAsideBroken() throws IOException {
        for (SnapshotFile snapshot : toSetAside) {
            serverLog.accept(
                    "The broken snapshot is set aside as " + folder.setAside(snapshot.path()));
        }
    }

    // --- the log ---

    private Path logFolder() {
        return folder.path().resolve(LOG_FOLDER);
    }

    /** Whether there is anything of a log: a folder that was only made, and left at once, is none. */
    static boolean isLogThere(Path logFolder) throws IOException {
        if (!Files.isDirectory(logFolder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(logFolder)) {
            return files.anyMatch(file -> !file.getFileName().toString().equals("lock"));
        }
    }

    private void openLog(long firstPosition) throws LogException {
        goOnWith(CommandLog.open(LogOpening.logConfig(config, firstPosition), logListener));
    }

    private void goOnWith(CommandLog opened) {
        log = opened;
        LogStatus status = log.status();
        status.notices().forEach(serverLog);
        long end = status.appendedPosition();
        long first = status.firstPosition() < 0 ? end : status.firstPosition();
        plan = new RecoveryPlan(folder.path(), status.id().toString(), first, end);
    }

    /** A sync had failed, and the process died after the snapshot that stands for it and before the log went on. */
    private void replaceLog(long position) throws IOException, LogException {
        closeLog();
        serverLog.accept(
                "The log ends at position "
                        + plan.end()
                        + " because a sync failed there; a snapshot holds what came after, up to"
                        + " position "
                        + position
                        + ". A new log goes on from it; the old one is set aside as "
                        + folder.setAside(logFolder()));
        openLog(position);
    }

    private void replay(long from) throws LogException, InterruptedException {
        if (log == null || plan.end() == from) {
            return;
        }
        LogReplayer replayer = new LogReplayer(engine, keyspace);
        LoadingReport report = new LoadingReport(serverLog, "Repeating the log", "commands", nanos);
        long commands =
                replayer.replay(
                        log, from, (done, total) -> report.at(done, total, replayer.commands()));
        serverLog.accept(
                "DB loaded from append only file: "
                        + commands
                        + " commands from position "
                        + from
                        + " to "
                        + plan.end()
                        + " in "
                        + report.seconds()
                        + " seconds");
    }

    /** Makes the log fit what the configuration says of it. */
    private Recovered opened(SnapshotOrigin loaded, long newestBytes, boolean snapshotDue)
            throws LogException {
        if (!config.appendOnly.isOn()) {
            SnapshotOrigin state =
                    log == null
                            ? SnapshotOrigin.NO_LOG
                            : new SnapshotOrigin(plan.dataId(), plan.end(), false);
            closeLog();
            return new Recovered(null, state, newestBytes, false);
        }
        boolean born = log == null;
        if (born) {
            openLog(snapshotDue ? RecoveryPlan.BEHIND_OTHER_DATA : 0);
        }
        SnapshotOrigin base =
                snapshotDue && !plan.dataId().equals(loaded.dataId())
                        ? new SnapshotOrigin(plan.dataId(), plan.end(), false)
                        : loaded;
        return new Recovered(log, base, newestBytes, snapshotDue);
    }

    private void closeLog() {
        if (log == null) {
            return;
        }
        try {
            log.close();
        } catch (LogException e) {
            serverLog.accept(e.getMessage());
        }
        log = null;
    }
}
