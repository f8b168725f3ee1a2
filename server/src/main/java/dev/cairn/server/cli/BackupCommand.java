// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.cli;

import dev.cairn.aof.FileFault;
import dev.cairn.aof.LogException;
import dev.cairn.server.backup.Backup;
import dev.cairn.server.backup.BackupException;
import dev.cairn.server.backup.BackupLimits;
import dev.cairn.server.backup.FolderTarget;
import dev.cairn.server.backup.FollowingBackup;
import dev.cairn.storage.time.Clock;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** {@code cairn backup}: copies a data folder elsewhere, while its server runs. */
@Command(
        name = "backup",
        description = "Copy a data folder's snapshots and log elsewhere, while its server runs.",
        mixinStandardHelpOptions = true,
        subcommands = {BackupListCommand.class, BackupVerifyCommand.class},
        footer = {
            "",
            "The newest snapshot and the log behind it come first, then what the folder retains of"
                    + " the time before, unless --keep or --keep-days would let it go at once. Only"
                    + " what is not there yet is copied; each copy is read back and compared. A run"
                    + " that was interrupted is run again. Snapshots in a backup are plain RDB"
                    + " files, segments are LZ4 frames. Get it back with cairn restore --from"
                    + " TARGET.",
            "",
            "  cairn backup --to /mnt/backup --keep 7",
            "  cairn backup --from /var/lib/cairn --to /mnt/backup --follow --keep-days 30",
            "  cairn backup list /mnt/backup",
            "  cairn backup verify /mnt/backup"
        })
final class BackupCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = "--to",
            paramLabel = "TARGET",
            description = "The folder to keep backups in; it is made where it is missing.")
    private Path to;

    @Option(
            names = "--from",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "The data folder, of a server that runs or not (default: data).")
    private Path from;

    @Option(
            names = "--follow",
            description =
                    "Go on with the log as it is written, until interrupted. Where the target is"
                            + " full, wait and try again.")
    private boolean follow;

    @Option(
            names = "--keep",
            paramLabel = "COUNT",
            defaultValue = "0",
            description = "Keep so many snapshots, with the log since the oldest; 0 for all.")
    private int keep;

    @Option(
            names = "--keep-days",
            paramLabel = "DAYS",
            defaultValue = "0",
            description = "Keep what restoring any moment of so many days takes; 0 for all.")
    private int keepDays;

    @Override
    public Integer call() throws InterruptedException {
        if (to == null) {
            throw new ParameterException(
                    spec.commandLine(), "Missing required option: '--to=TARGET'");
        }
        try {
            BackupLimits limits = limits();
            FolderTarget target = new FolderTarget(to);
            if (!Files.isDirectory(from)) {
                throw new IllegalArgumentException(
                        "--from is '" + from + "', which is no folder; expected a data folder");
            }
            CopyProgress progress = CopyProgress.of(spec.commandLine().getOut());
            Closeable lock = target.lock();
            try (lock) {
                run(new Backup(from, target, limits, progress), progress);
            }
            return ExitCode.OK;
        } catch (IllegalArgumentException | LogException | BackupException e) {
            spec.commandLine().getErr().println(e.getMessage());
        } catch (IOException e) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "The backup failed: "
                                    + FileFault.text(e)
                                    + ". What was backed up before is not touched; run it again.");
        }
        return ExitCode.FAILED;
    }

    private BackupLimits limits() {
        if (keep < 0 || keepDays < 0) {
            throw new IllegalArgumentException(
                    (keep < 0 ? "--keep is " + keep : "--keep-days is " + keepDays)
                            + "; expected a number from 0 on");
        }
        return new BackupLimits(keep, TimeUnit.DAYS.toMillis(keepDays));
    }

    private void run(Backup backup, CopyProgress progress)
            throws IOException, LogException, BackupException, InterruptedException {
        if (follow) {
            new FollowingBackup(backup, progress, Clock.SYSTEM, Thread::sleep).run();
        } else {
            progress.note(backup.pass(true, Clock.SYSTEM.millis()).reach());
        }
    }
}
