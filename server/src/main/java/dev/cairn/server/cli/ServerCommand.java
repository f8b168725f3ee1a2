// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.cli;

import dev.cairn.server.config.Config;
import dev.cairn.server.config.file.ConfigException;
import dev.cairn.server.config.file.ConfigReader;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
        try {
            Config config = ConfigReader.read(arguments, System.in);
            return new ServerRun(config, spec.commandLine().getErr()).run();
        } catch (ConfigException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return ExitCode.FAILED;
        }
    }

    /** The arguments as they came, for the test that they come untouched. */
    String[] arguments() {
        return arguments;
    }
}
