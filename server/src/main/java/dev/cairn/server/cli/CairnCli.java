// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.Arrays;

/** The program {@code cairn}. */
@Command(
        name = "cairn",
        description = "A durable primary database that speaks RESP.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        subcommands = {
            ServerCommand.class,
            LogCommand.class,
            BackupCommand.class,
            CheckCommand.class,
            RestoreCommand.class,
            VersionCommand.class,
            HelpCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all went well; a server was asked to stop and did",
            "1:wrong configuration, or the server cannot start or had to stop",
            "2:no such command or option"
        },
        footer = {
            "",
            "Start a server:   cairn server --port 7000",
            "With a file:      cairn server conf/cairn.conf --appendfsync always"
        })
public final class CairnCli implements Runnable {
    /** Not an argument that anybody gives: a server's arguments are its own, two hyphens alone among them. */
    private static final String NO_END_OF_OPTIONS = "\0";

    private static final String SERVER = "server";

    @Spec private CommandSpec spec;

    public static void main(String[] arguments) {
        int code = ExitCode.FAILED;
        try {
            code = execute(arguments);
        } catch (RuntimeException e) {
            // Other threads may run by then, so it is not enough that this one ends.
            Thread here = Thread.currentThread();
            here.getUncaughtExceptionHandler().uncaughtException(here, e);
        }
        System.exit(code);
    }

    /** A server's arguments are its own, and it starts sooner where nobody else gets ready to read them. */
    private static int execute(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals(SERVER)) {
            String[] own = Arrays.copyOfRange(arguments, 1, arguments.length);
            if (!ServerCommand.isQuestion(own)) {
                return ServerCommand.run(
                        own, new PrintWriter(System.err, true, System.err.charset()));
            }
        }
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        CommandLine cairn = new CommandLine(new CairnCli());
        cairn.getSubcommands()
                .get(SERVER)
                .setUnmatchedOptionsArePositionalParams(true)
                .setUnmatchedOptionsAllowedAsOptionParameters(true)
                .setExpandAtFiles(false)
                .setEndOfOptionsDelimiter(NO_END_OF_OPTIONS);
        return cairn.setExpandAtFiles(false).setParameterExceptionHandler(CairnCli::explain);
    }

    /** What is wrong with the command line in two lines, rather than with all help behind it. */
    private static int explain(CommandLine.ParameterException fault, String[] arguments) {
        String reason = fault.getMessage();
        if (fault instanceof CommandLine.UnmatchedArgumentException unmatched) {
            String first = unmatched.getUnmatched().get(0);
            reason =
                    first.startsWith("-")
                            ? "There is no option " + first + "; directives stand behind server"
                            : "There is no command " + first;
        }
        PrintWriter errors = fault.getCommandLine().getErr();
        errors.println("cairn: " + reason + ".");
        errors.println("See cairn --help, or start a server with: cairn server");
        return ExitCode.USAGE;
    }

    /** Without a command there is nothing to do but to say what there is. */
    @Override
    public void run() {
        UsageFault.raise(spec.commandLine(), "A command is missing");
    }
}
