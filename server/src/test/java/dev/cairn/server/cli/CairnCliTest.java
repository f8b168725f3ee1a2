// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.CairnServer;
import dev.cairn.server.config.Config;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** What the program says and returns, as far as no server stays up. */
class CairnCliTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();
    @TempDir private Path folder;

    private int run(String... arguments) {
        return CairnCli.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(errors, true))
                .execute(arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "help"})
    void helpNamesEveryCommandAndExitCode(String argument) {
        assertEquals(0, run(argument));
        for (String word :
                new String[] {"server", "version", "Exit codes", "cairn server --port"}) {
            assertTrue(out.toString().contains(word), () -> word + " in " + out);
        }
        assertEquals("", errors.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"server --help", "server -h", "help server"})
    void theServersHelpShowsHowDirectivesAreGiven(String arguments) {
        assertEquals(0, run(arguments.split(" ")));
        assertTrue(out.toString().contains("[FILE] [-] [--directive value ...]"), out::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "--version", "-V", "server --version", "server -v"})
    void theVersionIsToldWhereverSomebodyAsks(String arguments) {
        assertEquals(0, run(arguments.split(" ")));
        assertTrue(
                out.toString().matches("Cairn \\S+\\nbuilt from .+\\non Java .+\\n"),
                out::toString);
    }

    @Test
    void wrongCommandsAreNamed() {
        assertEquals(2, run("sever"));
        assertTrue(errors.toString().startsWith("cairn: There is no command sever.\n"));
        assertEquals(2, run("--port", "1"));
        assertTrue(errors.toString().contains("There is no option --port;"), errors::toString);
        assertEquals(2, run());
        assertTrue(errors.toString().contains("A command is missing"), errors::toString);
        assertEquals("", out.toString());
    }

    /** Whatever stands behind it, an argument of the server is no option of this program. */
    @Test
    void argumentsOfAServerComeUntouched() {
        String[] given = {
            "--port",
            "0",
            "-",
            "--",
            "--help",
            "--save",
            "",
            "@file",
            "-x",
            "a b",
            "--requirepass=x"
        };
        CommandLine.ParseResult parsed =
                CairnCli.commandLine()
                        .parseArgs(
                                Stream.concat(Stream.of("server"), Arrays.stream(given))
                                        .toArray(String[]::new));
        ServerCommand command = (ServerCommand) parsed.subcommand().commandSpec().userObject();
        assertArrayEquals(given, command.arguments());
    }

    @Test
    void aWrongDirectiveIsToldWithItsLineAndTheNearestName() {
        assertEquals(1, run("server", "--appendfsnyc", "always"));
        assertTrue(errors.toString().contains(">>> 'appendfsnyc \"always\"'"), errors::toString);
        assertTrue(errors.toString().contains("did you mean appendfsync?"), errors::toString);
    }

    @Test
    void aMissingFileIsNamed() {
        assertEquals(1, run("server", "/no/such/file.conf"));
        assertEquals(
                "Fatal error, can't open config file '/no/such/file.conf': No such file or"
                        + " directory\n",
                errors.toString());
    }

    @Test
    void aFolderThatCannotBeMadeIsToldWithTheReason() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        Path log = folder.resolve("missing").resolve("log");
        assertEquals(1, run("server", "--dir", folder.toString(), "--logfile", log.toString()));
        assertTrue(
                errors.toString()
                        .endsWith(
                                "Can't open the log file " + log + ": No such file or directory\n"),
                errors::toString);
        assertEquals(1, run("server", "--dir", file.toString()));
        assertTrue(errors.toString().contains("Not a directory"), errors::toString);
    }

    /** The log, which goes to a file here, says who holds the folder. */
    @Test
    void aSecondServerOnAFolderIsRefused() throws Exception {
        Config config = new Config().set("port", "0").set("dir", folder.toString());
        try (CairnServer first = CairnServer.start(config)) {
            assertTrue(first.port() > 0);
            assertEquals(
                    1,
                    run(
                            "server",
                            "--port",
                            "0",
                            "--dir",
                            folder.toString(),
                            "--logfile",
                            "cairn.log"));
            String log = Files.readString(folder.resolve("cairn.log"));
            assertTrue(
                    log.contains(
                            "# The data folder "
                                    + folder
                                    + " is in use by another server, process "
                                    + ProcessHandle.current().pid()),
                    log);
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        Config config = new Config().set("port", "0").set("dir", folder.resolve("a").toString());
        Files.createDirectories(folder.resolve("a"));
        try (CairnServer first = CairnServer.start(config)) {
            String port = "" + first.port();
            Path data = folder.resolve("b");
            assertEquals(
                    1,
                    run(
                            "server",
                            "--port",
                            port,
                            "--dir",
                            data.toString(),
                            "--logfile",
                            "cairn.log"));
            String log = Files.readString(data.resolve("cairn.log"));
            assertTrue(
                    log.contains("# Failed listening on port " + port + " (tcp), aborting."), log);
        }
    }
}
