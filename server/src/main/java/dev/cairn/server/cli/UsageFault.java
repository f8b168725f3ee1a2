// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.cli;

import picocli.CommandLine;

/**
 * What is wrong with a command line. A class that throws picocli's exception has it loaded, which the JVM's cache cannot
 * hold; {@link CairnCli} leaves that to this one, as a server starts without it.
 */
final class UsageFault {
    private UsageFault() {}

    /** Does not return: picocli explains what is wrong. */
    static void raise(CommandLine line, String what) {
        throw new CommandLine.ParameterException(line, what);
    }
}
