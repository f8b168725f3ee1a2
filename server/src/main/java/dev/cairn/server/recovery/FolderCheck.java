// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.recovery;

import dev.cairn.aof.LogException;
import dev.cairn.aof.segment.LogExamination;
import dev.cairn.aof.segment.LogReader;
import dev.cairn.aof.tail.LogListing;
import dev.cairn.aof.tail.SegmentSurvey;
import dev.cairn.aof.tail.TailSegment;
import dev.cairn.aof.valkey.ValkeyAofReader;
import dev.cairn.aof.valkey.ValkeyManifest;
import dev.cairn.rdb.RdbSummary;
import dev.cairn.rdb.format.RdbException;
import dev.cairn.server.persistence.SnapshotFile;
import dev.cairn.server.persistence.SnapshotFolder;
import dev.cairn.server.persistence.SnapshotOrigin;
import dev.cairn.server.resp.Request;
import dev.cairn.server.resp.RespDecoder;
import dev.cairn.server.resp.RespLimits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads everything in the data folder of a stopped server, says what a start would do, and changes nothing. It takes the
 * same decisions as {@link Recovery}, from the same facts.
 */
public final class FolderCheck {
    private final Path folder;
    private final String dumpName;
    private final SnapshotReading reading;
    private final Consumer<String> report;
    private final List<String> faults = new ArrayList<>();
    private LogExamination log;
    private RecoveryPlan plan;

    /** Reads a snapshot whole and keeps nothing of it. */
    @FunctionalInterface
    public interface SnapshotReading {
        RdbSummary read(Path file) throws IOException;
    }

    /**
     * What came of it.
     *
     * @param starts whether a server would start on the folder
     * @param faults what is damaged, a line each, be it needed for a start or not
     * @param verdict what a start would do, or why it would refuse
     */
    public record Outcome(boolean starts, List<String> faults, String verdict) {}

    /**
     * A check of a folder.
     *
     * @param dumpName what the newest snapshot is called beside its own name
     * @param report told what is whole, a line each
     */
    public FolderCheck(
            Path folder, String dumpName, SnapshotReading reading, Consumer<String> report) {
        this.folder = folder;
        this.dumpName = dumpName;
        this.reading = reading;
        this.report = report;
    }

    /** Reads all and decides. */
    public Outcome run() throws IOException {
        String verdict;
        boolean starts;
        try {
            verdict = decide();
            starts = true;
        } catch (LogException | RecoveryException e) {
            verdict = e.getMessage();
            starts = false;
        } catch (IOException e) {
            verdict = Recovery.unreadable(folder, e);
            starts = false;
        }
        readPast();
        return new Outcome(starts, List.copyOf(faults), verdict);
    }

    private String decide() throws IOException, LogException, RecoveryException {
        Path logFolder = folder.resolve(Recovery.LOG_FOLDER);
        plan = RecoveryPlan.withoutLog(folder);
        if (Recovery.isLogThere(logFolder)) {
            log = LogExamination.of(logFolder);
            log.notices().forEach(faults::add);
            String id = log.id() == null ? "that is born now" : log.id().toString();
            plan = new RecoveryPlan(folder, id, log.first(), log.end());
            report.accept("Log " + id + ": positions " + log.first() + " to " + log.end());
        }
        List<SnapshotFile> snapshots = new SnapshotFolder(folder).snapshots();
        Path dump = folder.resolve(dumpName);
        if (!snapshots.isEmpty()) {
            return fromSnapshots(snapshots);
        }
        ValkeyManifest appendOnly = plan.isLogNew() ? ValkeyManifest.find(folder) : null;
        if (appendOnly != null) {
            return fromAppendOnly(appendOnly);
        }
        if (Files.exists(dump) && plan.isLogNew()) {
            return fromDump(dump);
        }
        plan.checkWithoutSnapshot();
        return "A start repeats the log alone: " + replay(0);
    }

    private String fromSnapshots(List<SnapshotFile> snapshots)
            throws IOException, LogException, RecoveryException {
        String verdict = null;
        List<String> broken = new ArrayList<>();
        for (SnapshotFile snapshot : snapshots) {
            try {
                SnapshotOrigin origin = SnapshotOrigin.of(snapshot.path());
                if (verdict == null && !plan.replacesLog(origin)) {
                    plan.check(snapshot, origin);
                }
                RdbSummary summary = reading.read(snapshot.path());
                report.accept(
                        "Snapshot "
                                + snapshot.path().getFileName()
                                + ": whole, "
                                + summary.keys()
                                + " keys, position "
                                + origin.position());
                verdict = verdict == null ? load(snapshot, origin) : verdict;
            } catch (RdbException e) {
                if (verdict == null && !e.isDamage()) {
                    throw new RecoveryException(e.getMessage(), e);
                }
                broken.add(e.getMessage());
                faults.add(e.getMessage());
            }
        }
        if (verdict == null) {
            throw new RecoveryException(
                    "None of the snapshots in "
                            + folder
                            + " can be read: "
                            + String.join("; ", broken)
                            + ". Restore one of them from a backup.");
        }
        return verdict;
    }

    private String load(SnapshotFile snapshot, SnapshotOrigin origin)
            throws IOException, LogException {
        String loads = "A start loads " + snapshot.path().getFileName();
        if (plan.replacesLog(origin)) {
            return loads + ", which holds what the log lost, and begins a new log behind it";
        }
        boolean ours = origin.hasLog() && origin.dataId().equals(plan.dataId());
        return ours ? loads + " and repeats the log: " + replay(origin.position()) : loads;
    }

    private String fromDump(Path dump) throws IOException, RecoveryException {
        try {
            RdbSummary summary = reading.read(dump);
            return "A start takes " + summary.keys() + " keys over from " + dump.getFileName();
        } catch (RdbException e) {
            faults.add(e.getMessage());
            throw new RecoveryException("The data cannot be taken over: " + e.getMessage(), e);
        }
    }

    private String fromAppendOnly(ValkeyManifest files) throws IOException, RecoveryException {
        try {
            long[] commands = {0};
            AppendOnlyImport.read(
                    files,
                    part -> reading.read(part).bytes(),
                    (part, from) ->
                            ValkeyAofReader.read(
                                    part,
                                    from,
                                    (position, wallTimeMillis, payload, length, count) ->
                                            commands[0] += count),
                    faults::add);
            return "A start takes "
                    + commands[0]
                    + " commands over from append-only files, behind what their base holds";
        } catch (RdbException | LogException e) {
            faults.add(e.getMessage());
            throw new RecoveryException("The data cannot be taken over: " + e.getMessage(), e);
        }
    }

    /** Reads the log as a start does, but for running its commands. */
    private String replay(long from) throws IOException, LogException {
        if (log == null || log.end() == from) {
            return "nothing stands behind position " + from;
        }
        long[] commands = {0};
        LogReader.read(
                log.segments(),
                from,
                log.end(),
                (position, wallTimeMillis, payload, length, commandCount) ->
                        commands[0] += count(position, payload, length));
        return commands[0] + " commands from position " + from + " to " + log.end();
    }

    private static int count(long position, byte[] payload, int length) throws LogException {
        RespDecoder decoder = new RespDecoder(RespLimits.ofLog());
        Request request = new Request();
        int count = 0;
        for (int at = 0; at < length; at += decoder.consumed()) {
            if (decoder.decode(payload, at, length, true, request) != RespDecoder.Outcome.REQUEST) {
                throw new LogException(
                        "a batch of the log holds what is no command, at position "
                                + (position + at));
            }
            count++;
        }
        return count;
    }

    /** What is retained is no start's affair, and is read all the same. */
    private void readPast() throws IOException {
        try {
            int whole = 0;
            for (TailSegment segment :
                    LogListing.of(folder.resolve(Recovery.LOG_FOLDER)).segments()) {
                if (segment.retained()) {
                    whole += isWhole(segment) ? 1 : 0;
                }
            }
            if (whole > 0) {
                report.accept("Retained segments: " + whole + " whole");
            }
        } catch (LogException e) {
            // What is wrong with the log that a start needs has been said.
        }
    }

    private boolean isWhole(TailSegment segment) {
        String fault;
        try {
            SegmentSurvey survey = SegmentSurvey.of(segment);
            fault = survey.end() >= segment.end() ? null : "" + survey.fault();
        } catch (IOException | LogException e) {
            fault = e.getMessage();
        }
        if (fault != null) {
            faults.add(
                    "Retained segment "
                            + segment.file()
                            + " is damaged: "
                            + fault
                            + ". A start does not need it; restoring to positions "
                            + segment.firstPosition()
                            + " to "
                            + segment.end()
                            + " does.");
        }
        return fault == null;
    }
}
