// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.cli;

import dev.cairn.aof.FileFault;
import dev.cairn.server.recovery.DataFolderLock;
import dev.cairn.server.recovery.FolderCheck;
import dev.cairn.server.restore.SnapshotCheck;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code cairn check}: whether a folder's data are whole, and what a start would do. */
@Command(
        name = "check",
        description =
                "Verify the snapshots and the log of a stopped server, and say what a start would"
                        + " do.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all is whole, and a server would start",
            "1:something is damaged, or a server would not start; the lines say what and why"
        },
        footer = {"", "Nothing is changed.", "", "  cairn check /var/lib/cairn"})
final class CheckCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "The data folder (default: data).")
    private Path folder;

    @Option(
            names = "--dbfilename",
            paramLabel = "NAME",
            defaultValue = "dump.rdb",
            description = "What the server's configuration calls the newest snapshot.")
    private String dumpName;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter errors = spec.commandLine().getErr();
        if (!Files.isDirectory(folder)) {
            errors.println("'" + folder + "' is no folder; expected a data folder");
            return ExitCode.FAILED;
        }
        try {
            String holder = DataFolderLock.holderOf(folder);
            if (holder != null) {
                errors.println(
                        "The data folder "
                                + folder
                                + " is in use by a server"
                                + (holder.isEmpty() ? "" : ", process " + holder)
                                + ". Stop it first: what it is writing cannot be checked.");
                return ExitCode.FAILED;
            }
            FolderCheck.Outcome outcome =
                    new FolderCheck(folder, dumpName, SnapshotCheck::read, out::println).run();
            outcome.faults().forEach(errors::println);
            if (outcome.starts()) {
                out.println(outcome.verdict());
            } else {
                errors.println("A start would refuse: " + outcome.verdict());
            }
            return outcome.starts() && outcome.faults().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
        } catch (IOException e) {
            errors.println("The folder cannot be read: " + FileFault.text(e));
            return ExitCode.FAILED;
        }
    }
}
