// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.cli;

/** What the program returns to the shell. */
final class ExitCode {
    /** All went well; for a server, it was asked to stop and did. */
    static final int OK = 0;

    /** The configuration is wrong, the server cannot start, or it had to stop. Standard error or the log says why. */
    static final int FAILED = 1;

    /** There is no such command or option. */
    static final int USAGE = 2;

    /** A fault of the server's own left its memory in doubt; the next start recovers. 3 is the JVM's, for an exhausted heap. */
    static final int FAULT = 4;

    private ExitCode() {}
}
