// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.cli;

import dev.cairn.aof.FileFault;
import dev.cairn.server.backup.BackupCheck;
import dev.cairn.server.backup.BackupException;
import dev.cairn.server.backup.BackupTarget;
import dev.cairn.server.backup.FolderTarget;
import dev.cairn.server.backup.Manifest;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code cairn backup verify} */
@Command(
        name = "verify",
        description = "Read every object of a target and compare it with the manifest.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all is whole", "1:something is missing or damaged; it is named"})
final class BackupVerifyCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "TARGET", description = "The folder that backups are kept in.")
    private Path target;

    @Override
    public Integer call() {
        try {
            BackupTarget store = new FolderTarget(target);
            List<Manifest> all = Manifest.all(store);
            if (all.isEmpty()) {
                throw new BackupException("'" + target + "' has no backup in it");
            }
            CopyProgress progress = CopyProgress.of(spec.commandLine().getOut());
            boolean well = true;
            for (Manifest manifest : all) {
                List<String> faults = new BackupCheck(store, manifest, progress).run();
                faults.forEach(spec.commandLine().getErr()::println);
                well &= faults.isEmpty();
                progress.note(
                        "log "
                                + manifest.folder().replace("/", "")
                                + ": "
                                + manifest.snapshots().size()
                                + " snapshots and "
                                + manifest.segments().size()
                                + " segments, "
                                + (faults.isEmpty() ? "all whole" : faults.size() + " faults"));
            }
            return well ? ExitCode.OK : ExitCode.FAILED;
        } catch (BackupException e) {
            spec.commandLine().getErr().println(e.getMessage());
        } catch (IOException e) {
            spec.commandLine().getErr().println("The backup cannot be read: " + FileFault.text(e));
        }
        return ExitCode.FAILED;
    }
}
