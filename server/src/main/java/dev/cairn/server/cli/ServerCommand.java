// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.cli;

import dev.cairn.server.config.file.ConfigException;
import dev.cairn.server.config.file.ConfigReader;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code cairn server}, whose arguments are those of valkey-server and no options of this program. */
@Command(
        name = "server",
        description = "Run a server until it is told to stop.",
        customSynopsis = "cairn server [FILE] [-] [--directive value ...]...",
        footer = {
            "",
            "FILE is a configuration file, - is one on standard input, and each --directive is a"
                    + " line of one; later lines win. All directives with their defaults are in"
                    + " conf/cairn.conf.",
            "",
            "  cairn server",
            "  cairn server /etc/cairn.conf --loglevel verbose",
            "  cairn server --port 7000 --appendfsync always --save \"\"",
            "  echo 'maxmemory 2gb' | cairn server - --port 7000"
        })
final class ServerCommand implements Callable<Integer> {
    private static final List<String> HELP = List.of("--help", "-h");
    private static final List<String> VERSION = List.of("--version", "-v");

    @Spec private CommandSpec spec;

    @Parameters(arity = "0..*", hidden = true)
    private String[] arguments = {};

    @Override
    public Integer call() {
        String only = arguments.length == 1 ? arguments[0] : "";
        if (HELP.contains(only)) {
            spec.commandLine().usage(spec.commandLine().getOut());
            return ExitCode.OK;
        }
        if (VERSION.contains(only)) {
            return spec.root().commandLine().execute("version");
        }
        return run(arguments, spec.commandLine().getErr());
    }

    /** Whether the arguments only ask for a text about the server. */
    static boolean isQuestion(String[] arguments) {
        return arguments.length == 1
                && (HELP.contains(arguments[0]) || VERSION.contains(arguments[0]));
    }

    /** Runs a server until it stops, and returns the exit code. */
    static int run(String[] arguments, PrintWriter errors) {
        try {
            return new ServerRun(ConfigReader.read(arguments, System.in), errors).run();
        } catch (ConfigException e) {
            errors.println(e.getMessage());
            return ExitCode.FAILED;
        }
    }

    /** The arguments as they came, for the test that they come untouched. */
    String[] arguments() {
        return arguments;
    }
}
