// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config;

import static dev.cairn.server.config.directive.DirectiveSpec.named;

import dev.cairn.aof.LogConfig;
import dev.cairn.aof.SyncPolicy;
import dev.cairn.server.config.directive.Choice;
import dev.cairn.server.config.directive.DataFolder;
import dev.cairn.server.config.directive.MemorySize;
import dev.cairn.server.config.directive.SavePoints;
import dev.cairn.server.config.directive.SavePoints.SavePoint;
import dev.cairn.server.config.directive.Text;
import dev.cairn.server.config.directive.WholeNumber;
import dev.cairn.server.config.directive.YesNo;

import java.nio.file.Path;
import java.util.List;

/** Where data is kept, when it is durable, and when snapshots are taken. */
public final class PersistenceConfig extends DirectiveGroup {
    public final DataFolder dir =
            add(
                    new DataFolder(
                            named(
                                            "dir",
                                            "The folder that holds all data, and from which"
                                                    + " relative names are taken. Change it to keep"
                                                    + " data on another disk.")
                                    .protectedByDefault()
                                    .fixedWhileLoading(),
                            Path.of(""),
                            "data"));

    public final YesNo appendOnly =
            add(
                    new YesNo(
                            named(
                                            "appendonly",
                                            "Log every write. Turn it off for a cache, which then"
                                                    + " has its snapshots alone.")
                                    .fixedWhileLoading(),
                            true));

    public final Choice<SyncPolicy> appendFsync =
            add(
                    Choice.of(
                            named(
                                    "appendfsync",
                                    "When writes survive a power loss: always (before the reply),"
                                            + " everysec, no. All survive a killed process."),
                            List.of(SyncPolicy.EVERYSEC, SyncPolicy.ALWAYS, SyncPolicy.NO),
                            SyncPolicy.EVERYSEC));

    public final MemorySize logSegmentSize =
            add(
                    new MemorySize(
                            named(
                                            "log-segment-size",
                                            "Size of the files that the log is made of. Raise it"
                                                    + " when there are very many of them.")
                                    .immutable(),
                            LogConfig.DEFAULT_SEGMENT_BYTES,
                            LogConfig.MIN_SEGMENT_BYTES,
                            LogConfig.MAX_SEGMENT_BYTES));

    public final WholeNumber logRetentionSeconds =
            add(
                    new WholeNumber(
                            named(
                                    "log-retention-time",
                                    "Seconds that log and snapshots are kept beyond what a start"
                                            + " needs, 0 for no limit by time; with no limit by"
                                            + " size either, nothing is kept. Set it to restore the"
                                            + " data of any moment since."),
                            0,
                            0,
                            100L * 365 * 24 * 3600));

    public final MemorySize logRetentionBytes =
            add(
                    new MemorySize(
                            named(
                                    "log-retention-size",
                                    "And the disk space that they may take, 0 for no limit. The"
                                            + " oldest go first. Set it to what the disk can"
                                            + " spare."),
                            0,
                            0,
                            Long.MAX_VALUE));

    public final WholeNumber logGrowthPercent =
            add(
                    new WholeNumber(
                            named(
                                    "auto-aof-rewrite-percentage",
                                    "A snapshot is due when the log since the last one has grown to"
                                            + " this share of it, 0 for never. Raise it to write"
                                            + " less."),
                            100,
                            0,
                            Integer.MAX_VALUE));

    public final MemorySize logGrowthBytes =
            add(
                    new MemorySize(
                            named(
                                    "auto-aof-rewrite-min-size",
                                    "And has at least this size. Raise it to write less, lower it"
                                            + " to start faster."),
                            64L << 20,
                            0,
                            Long.MAX_VALUE));

    public final SavePoints savePoints =
            add(
                    new SavePoints(
                            named(
                                    "save",
                                    "A snapshot is due after so many seconds and changes; several"
                                            + " pairs may be given, \"\" is none."),
                            List.of(
                                    new SavePoint(3600, 1),
                                    new SavePoint(300, 100),
                                    new SavePoint(60, 10_000))));

    public final YesNo stopWritesOnSnapshotError =
            add(
                    new YesNo(
                            named(
                                    "stop-writes-on-bgsave-error",
                                    "Refuse writes while the last snapshot has failed. Turn it off"
                                            + " when you watch the snapshots yourself."),
                            true));

    public final Text snapshotName =
            add(
                    new Text(
                            named(
                                            "dbfilename",
                                            "The name under which the newest snapshot is found."
                                                + " Change it for scripts that look for another.")
                                    .protectedByDefault(),
                            "dump.rdb",
                            Text.plainFileName("dbfilename", "filename")));

    public final WholeNumber snapshotKeep =
            add(
                    new WholeNumber(
                            named(
                                    "snapshot-keep",
                                    "Snapshots that are kept, each with the log since it. Raise it"
                                            + " to be able to go further back."),
                            2,
                            1,
                            1000));

    public final Choice<String> rdbVersion =
            add(
                    Choice.ofWords(
                            named(
                                    "rdb-version",
                                    "Version of snapshots: auto (11 while that holds everything,"
                                            + " else 80), 10, 11 or 80; of what DUMP answers, too,"
                                            + " which auto leaves at 80. Set 10 for Redis 7.0."),
                            "auto",
                            "auto",
                            "10",
                            "11",
                            "80"));

    public final Choice<String> rdbVersionCheck =
            add(
                    Choice.ofWords(
                            named(
                                    "rdb-version-check",
                                    "Whether a snapshot of a later version is refused (strict) or"
                                            + " tried (relaxed). Relax it to bring data over."),
                            "strict",
                            "strict",
                            "relaxed"));

    public final YesNo rdbCompression =
            add(
                    new YesNo(
                            named(
                                    "rdbcompression",
                                    "Compress strings in snapshots. Turn it off to spare the"
                                            + " processor."),
                            true));

    public final YesNo rdbChecksum =
            add(
                    new YesNo(
                            named(
                                            "rdbchecksum",
                                            "Write and check the checksum of snapshots. Leave it"
                                                    + " on: a broken snapshot is found by it.")
                                    .immutable(),
                            true));

    PersistenceConfig() {
        super("Persistence");
    }

    /** Whether log and snapshots are kept beyond what a start needs. */
    public boolean isRetaining() {
        return logRetentionSeconds.value() > 0 || logRetentionBytes.bytes() > 0;
    }
}
