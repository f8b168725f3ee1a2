// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.cli;

import dev.cairn.aof.FileFault;
import dev.cairn.aof.LogException;
import dev.cairn.server.backup.BackupException;
import dev.cairn.server.backup.FetchedBackup;
import dev.cairn.server.backup.FolderTarget;
import dev.cairn.server.backup.Manifest;
import dev.cairn.server.feed.LogMoment;
import dev.cairn.server.recovery.Recovery;
import dev.cairn.server.restore.Moment;
import dev.cairn.server.restore.NewFolder;
import dev.cairn.server.restore.Restore;
import dev.cairn.server.restore.RestoreException;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code cairn restore}: a data folder as of a moment. */
@Command(
        name = "restore",
        description = "Build a data folder as of a moment of the past.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The source is a data folder, of a server that runs or not, or the target of cairn"
                    + " backup; nothing of it is changed. Without a moment, all there is is"
                    + " restored. Start a server on the new folder with --dir.",
            "",
            "  cairn restore --from data --to-time 2026-11-21T13:00:00Z --into data-at-one",
            "  cairn restore --from /mnt/backup --into data"
        })
final class RestoreCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "DIR",
            description = "The data folder or backup to restore from.")
    private Path from;

    @Option(
            names = "--into",
            required = true,
            paramLabel = "DIR",
            description = "The folder to make; it does not exist yet, or is empty.")
    private Path into;

    @Option(
            names = "--log",
            paramLabel = "ID",
            defaultValue = "",
            description =
                    "Which log of a backup, when it has several: cairn backup list names them.")
    private String log;

    @ArgGroup(multiplicity = "0..1")
    private Until until = new Until();

    /** The moment, one way or the other. */
    private static final class Until {
        @Option(
                names = "--to-time",
                paramLabel = "TIME",
                description =
                        "The state at this time: 2026-11-21T13:00:00Z, without Z for local time.")
        private String time;

        @Option(
                names = "--to-position",
                paramLabel = "POSITION",
                description = "The state behind this position of the log.")
        private String position;
    }

    @Override
    public Integer call() {
        PrintWriter errors = spec.commandLine().getErr();
        PrintWriter out = spec.commandLine().getOut();
        try {
            Restore.Outcome outcome = restore(out);
            out.println(
                    "Restored the state of position "
                            + outcome.position()
                            + " into "
                            + outcome.into());
            return ExitCode.OK;
        } catch (IllegalArgumentException | LogException | RestoreException | BackupException e) {
            errors.println(e.getMessage());
        } catch (IOException e) {
            errors.println("The restore failed: " + FileFault.text(e));
        }
        return ExitCode.FAILED;
    }

    private Restore.Outcome restore(PrintWriter out)
            throws IOException, LogException, RestoreException, BackupException {
        FolderTarget target = new FolderTarget(from);
        if (Files.isDirectory(from.resolve(Recovery.LOG_FOLDER))
                || Manifest.all(target).isEmpty()) {
            return new Restore(from, out::println).run(moment(), into);
        }
        Moment moment = moment();
        Manifest manifest = FetchedBackup.choose(target, moment, log);
        NewFolder fetched = NewFolder.begin(into.resolveSibling(into.getFileName() + ".fetched"));
        try {
            new FetchedBackup(target, manifest, CopyProgress.of(out)).into(fetched.draft(), moment);
            return new Restore(fetched.draft(), out::println).run(moment, into);
        } finally {
            NewFolder.deleteTree(fetched.draft());
        }
    }

    private Moment moment() {
        if (until.time != null) {
            return new Moment.Time(LogMoment.timeMillis(until.time));
        }
        return until.position == null
                ? new Moment.Newest()
                : new Moment.Position(LogMoment.position(until.position));
    }
}
