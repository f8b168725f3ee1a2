// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code cairn version} */
@Command(name = "version", description = "Say which Cairn this is, and on which Java it runs.")
final class VersionCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        for (String line : new VersionText().getVersion()) {
            spec.commandLine().getOut().println(line);
        }
    }
}
