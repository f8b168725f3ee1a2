// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.persistence;

import dev.cairn.aof.CommandLog;
import dev.cairn.rdb.RdbOptions;
import dev.cairn.rdb.RdbVersionChoice;
import dev.cairn.rdb.RdbVersionTooOldException;
import dev.cairn.server.command.PersistenceControl.Outcome;
import dev.cairn.server.config.PersistenceConfig;
import dev.cairn.server.config.directive.SavePoints.SavePoint;
import dev.cairn.server.engine.Engine;
import dev.cairn.server.engine.TickWork;
import dev.cairn.server.metrics.PersistenceFigures;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.eviction.MaxmemoryPolicy;
import dev.cairn.storage.snapshot.Snapshot;

import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Takes snapshots, one at a time: on demand, at {@code save} points, when the log has grown, when the log needs one.
 *
 * <p>A snapshot begins between two batches of the log, so that replay can begin where it ends. All here belongs to the
 * command thread.
 */
public final class Snapshots implements TickWork {
    private static final long NEVER = Long.MAX_VALUE / 2;

    private final Engine engine;
    private final Keyspace keyspace;
    private final PersistenceConfig config;
    private final SnapshotFolder folder;
    private final PersistenceFigures figures;
    private final LongSupplier nanos;
    private final Consumer<String> serverLog;
    private final SnapshotTriggers triggers;
    private final SpareChunks spareChunks = new SpareChunks();

    private CommandLog log;
    private SnapshotOrigin base = SnapshotOrigin.NO_LOG;
    private SnapshotRun run;
    private Wish wish;
    private long lastBytes;
    private long failedAtMillis = -NEVER;
    private long neededByLog = -1;
    private boolean periodic = true;
    private boolean open;
    private Consumer<Boolean> whenEnded;

    /** A snapshot that is to begin as soon as it can. */
    private enum Wish {
        SAVE,
        REWRITE
    }

    public Snapshots(
            Engine engine,
            Keyspace keyspace,
            PersistenceConfig config,
            SnapshotFolder folder,
            PersistenceFigures figures,
            LongSupplier nanos,
            Consumer<String> serverLog) {
        this.nanos = nanos;
        this.engine = engine;
        this.keyspace = keyspace;
        this.config = config;
        this.folder = folder;
        this.figures = figures;
        this.serverLog = serverLog;
        this.triggers = new SnapshotTriggers(config);
    }

    /**
     * The data are loaded: snapshots may be taken from now on.
     *
     * @param newLog the log that is written, or null
     * @param newBase the state that the last snapshot on disk has, or the state that snapshots have without a log
     * @param newestBytes size of the newest snapshot, 0 for none
     */
    public void open(CommandLog newLog, SnapshotOrigin newBase, long newestBytes) {
        log = newLog;
        base = newBase;
        lastBytes = newestBytes;
        figures.inStepWithDisk(keyspace.nowMillis(), keyspace.changes());
        open = true;
        engine.attach(this);
    }

    /** Takes the first snapshot of the data, and says whether that went well. */
    public void saveFirst(Consumer<Boolean> then) {
        whenEnded = then;
        if (!begin(false)) {
            ended(false);
        }
    }

    // On demand

    /** SAVE: takes a snapshot and returns once it is on disk. */
    public Outcome save() {
        if (run != null) {
            return Outcome.ALREADY;
        }
        return saveNow() ? Outcome.DONE : Outcome.FAILED;
    }

    /** The snapshot before a shutdown: what is being taken gives way to it. */
    public Outcome saveAtEnd() {
        giveUp();
        return save();
    }

    /** BGSAVE. */
    public Outcome saveInBackground(boolean schedule) {
        if (run == null) {
            return begin(false) ? Outcome.STARTED : Outcome.FAILED;
        }
        if (!schedule || !run.isRewrite()) {
            return Outcome.ALREADY;
        }
        wish = Wish.SAVE;
        return Outcome.SCHEDULED;
    }

    /** BGREWRITEAOF: a snapshot is what lets the log be shortened. */
    public Outcome rewriteLog() {
        if (run == null) {
            return begin(true) ? Outcome.STARTED : Outcome.FAILED;
        }
        if (run.isRewrite() || wish == Wish.REWRITE) {
            return Outcome.ALREADY;
        }
        wish = Wish.REWRITE;
        return Outcome.SCHEDULED;
    }

    /** BGSAVE CANCEL: gives up what BGSAVE has begun or scheduled. */
    public Outcome cancelSave() {
        if (run != null && !run.isRewrite()) {
            cancel();
            return Outcome.DONE;
        }
        if (wish == Wish.SAVE) {
            wish = null;
            return Outcome.DONE;
        }
        return Outcome.ALREADY;
    }

    /** Gives up whatever is being taken or scheduled: the data are about to be exchanged, or the server ends. */
    public void giveUp() {
        wish = null;
        if (run != null) {
            cancel();
        }
    }

    /** Whether save points and the log's growth are looked at; {@code DEBUG PAUSE-CRON} turns that off. */
    public void periodic(boolean on) {
        periodic = on;
    }

    // Beginnings and ends

    /**
     * Begins a snapshot now, or at the end of a tick when the log has no room at the moment.
     *
     * @return false when it cannot be taken; the server's log says why
     */
    private boolean begin(boolean rewrite) {
        assert run == null : "a snapshot is being taken";
        if (engine.writeRefusal().isDoubtful()) {
            serverLog.accept("No snapshot: a fault of Cairn's own has left the data in doubt");
            failed();
            return false;
        }
        try {
            RdbOptions options = options();
            if (!engine.handOver()) {
                wish = rewrite ? Wish.REWRITE : Wish.SAVE;
                return true;
            }
            start(rewrite, options);
            return true;
        } catch (RdbVersionTooOldException e) {
            serverLog.accept("No snapshot: " + e.getMessage());
            failed();
            return false;
        }
    }

    /** Takes a snapshot and waits for it; false when it failed, and the server's log says why. */
    public boolean saveNow() {
        if (!begin(false) || run == null) {
            wish = null;
            return false;
        }
        SnapshotRun mine = run;
        SnapshotOutcome outcome = mine.finish();
        finished(mine, outcome);
        return outcome instanceof SnapshotOutcome.Written;
    }

    /** Gives up the snapshot that is being taken and waits until nothing of it is left. */
    private void cancel() {
        SnapshotRun mine = run;
        mine.abort();
        finished(mine, mine.writer().await());
    }

    /** The log lost what it had promised below this position, and goes on once a snapshot covers it. */
    public void neededByLog(long position) {
        neededByLog = position;
        serverLog.accept("The log needs a snapshot of position " + position + " or later to go on");
        if (run != null) {
            // It waits for a log that does not come.
            cancel();
        }
        wish = Wish.REWRITE;
        nudge();
    }

    /** Looks at the save points and the log's growth; called now and then. */
    public void onClock(long nowMillis) {
        if (!open) {
            return;
        }
        refuseWritesAfterFailure();
        if (engine.writeRefusal().isDoubtful()) {
            giveUp();
            return;
        }
        if (run != null) {
            figures.saveProgress(run.writer().keys());
            return;
        }
        SnapshotTriggers.State state = state(nowMillis);
        if (!periodic || wish != null || !triggers.mayRetry(state)) {
            return;
        }
        SavePoint point = triggers.duePoint(state);
        if (neededByLog >= 0) {
            begin(true);
        } else if (point != null) {
            serverLog.accept(
                    point.changes() + " changes in " + point.seconds() + " seconds. Saving...");
            begin(false);
        } else if (triggers.logIsLong(state)) {
            serverLog.accept(
                    "The log has grown by " + state.logGrowth() + " bytes since the last snapshot");
            begin(true);
        }
    }

    /** Follows the directives too, which may have changed since the failure. */
    private void refuseWritesAfterFailure() {
        engine.writeRefusal()
                .snapshotFailed(
                        config.stopWritesOnSnapshotError.isOn()
                                && !config.savePoints.value().isEmpty()
                                && !figures.isLastSaveOk());
    }

    private SnapshotTriggers.State state(long nowMillis) {
        return new SnapshotTriggers.State(
                keyspace.changes() - figures.changesAtLastSave(),
                nowMillis - figures.lastSaveMillis(),
                log == null ? 0 : log.submittedPosition() - base.position(),
                lastBytes,
                nowMillis - failedAtMillis);
    }

    @Override
    public boolean work() {
        if (run == null && wish != null) {
            Wish now = wish;
            wish = null;
            begin(now == Wish.REWRITE);
        }
        return run != null && run.walk();
    }

    private RdbOptions options() throws RdbVersionTooOldException {
        RdbVersionChoice choice = RdbVersionChoice.ofText(config.rdbVersion.value());
        MaxmemoryPolicy policy = keyspace.config().maxmemoryPolicy();
        RdbOptions.Usage usage =
                policy.isLru()
                        ? RdbOptions.Usage.IDLE
                        : policy.isLfu() ? RdbOptions.Usage.FREQUENCY : RdbOptions.Usage.NONE;
        return new RdbOptions(
                choice.resolve(keyspace.expiringHashes()),
                config.rdbCompression.isOn(),
                config.rdbChecksum.isOn(),
                usage);
    }

    private void start(boolean rewrite, RdbOptions options) {
        SnapshotOrigin origin = base;
        if (log != null) {
            origin =
                    new SnapshotOrigin(
                            log.status().id().toString(),
                            log.submittedPosition(),
                            neededByLog >= 0);
            log.requestRoll();
        }
        ImageQueue queue = new ImageQueue(spareChunks, () -> engine.loop().execute(this::nudge));
        Snapshot snapshot = keyspace.beginSnapshot(queue);
        SnapshotTask task =
                new SnapshotTask(
                        folder,
                        options,
                        origin,
                        log,
                        keyspace.nowMillis(),
                        keyspace.memoryReport().usedBytes(),
                        config.snapshotName.value(),
                        (int) config.snapshotKeep.value(),
                        log != null && config.isRetaining());
        SnapshotWriter writer =
                new SnapshotWriter(
                        task,
                        snapshot,
                        queue,
                        nanos,
                        outcome -> engine.loop().execute(this::ended));
        run = new SnapshotRun(snapshot, queue, writer, origin, rewrite, nanos);
        figures.saveStarted(
                keyspace.nowMillis(), keyspace.changes(), snapshot.totalKeys(), rewrite);
        writer.start();
        nudge();
    }

    /** Opens a tick, at whose end the walk goes on. */
    private void nudge() {
        engine.later(() -> {});
    }

    /** The writer has ended, unless somebody waited for it and knows already. */
    private void ended() {
        if (run != null && run.writer().outcome() != null) {
            finished(run, run.writer().outcome());
        }
    }

    private void finished(SnapshotRun ended, SnapshotOutcome outcome) {
        if (run != ended) {
            return;
        }
        run = null;
        ended.stopIfHopeless();
        long now = keyspace.nowMillis();
        figures.saveProgress(ended.writer().keys());
        switch (outcome) {
            case SnapshotOutcome.Written written -> written(ended, written, now);
            case SnapshotOutcome.Failed failure -> failed(failure.reason(), now);
            case SnapshotOutcome.Aborted aborted when ended.failure() != null ->
                    failed(ended.failure(), now);
            case SnapshotOutcome.Aborted aborted -> {
                figures.saveCancelled();
                serverLog.accept("The snapshot was given up on demand");
            }
        }
        refuseWritesAfterFailure();
        ended(outcome instanceof SnapshotOutcome.Written);
        nudge();
    }

    private void ended(boolean well) {
        if (whenEnded != null) {
            Consumer<Boolean> then = whenEnded;
            whenEnded = null;
            then.accept(well);
        }
    }

    private void written(SnapshotRun ended, SnapshotOutcome.Written written, long now) {
        figures.saveFinished(now, true);
        base = ended.origin();
        lastBytes = written.bytes();
        serverLog.accept(
                "DB saved on disk: "
                        + written.file().path().getFileName()
                        + ", "
                        + written.keys()
                        + " keys, "
                        + written.bytes()
                        + " bytes, log position "
                        + base.position());
        if (log != null) {
            log.deleteBefore(written.oldestPosition());
            if (neededByLog >= 0 && base.position() >= neededByLog) {
                neededByLog = -1;
                log.snapshotTaken(base.position());
            }
        }
    }

    private void failed(String reason, long now) {
        serverLog.accept("The snapshot failed: " + reason);
        figures.saveFinished(now, false);
        failedAtMillis = now;
    }

    private void failed() {
        long now = keyspace.nowMillis();
        figures.saveStarted(now, keyspace.changes(), 0, false);
        figures.saveFinished(now, false);
        failedAtMillis = now;
    }
}
