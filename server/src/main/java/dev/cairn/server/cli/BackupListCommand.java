// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.cli;

import dev.cairn.aof.FileFault;
import dev.cairn.server.backup.BackupException;
import dev.cairn.server.backup.BackupTarget;
import dev.cairn.server.backup.FolderTarget;
import dev.cairn.server.backup.Manifest;
import dev.cairn.server.feed.LogMoment;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code cairn backup list} */
@Command(
        name = "list",
        description = "List what a target holds, and which moments can be restored from it.",
        mixinStandardHelpOptions = true)
final class BackupListCommand implements Callable<Integer> {
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
            all.forEach(this::print);
            return ExitCode.OK;
        } catch (BackupException e) {
            spec.commandLine().getErr().println(e.getMessage());
        } catch (IOException e) {
            spec.commandLine().getErr().println("The backup cannot be read: " + FileFault.text(e));
        }
        return ExitCode.FAILED;
    }

    private void print(Manifest manifest) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("log " + manifest.folder().replace("/", ""));
        for (Manifest.Snapshot each : manifest.snapshots()) {
            out.println(
                    "  snapshot "
                            + each.name()
                            + "  "
                            + LogMoment.shown(each.createdMillis())
                            + "  position "
                            + each.position()
                            + "  "
                            + each.bytes()
                            + " bytes");
        }
        long bytes = manifest.segments().stream().mapToLong(Manifest.Segment::bytes).sum();
        out.println("  segments " + manifest.segments().size() + "  " + bytes + " bytes");
        for (Manifest.Range each : manifest.ranges()) {
            out.println(
                    "  restores positions "
                            + each.from()
                            + " to "
                            + each.to()
                            + ", "
                            + LogMoment.shown(each.fromMillis())
                            + " to "
                            + LogMoment.shown(each.toMillis()));
        }
    }
}
