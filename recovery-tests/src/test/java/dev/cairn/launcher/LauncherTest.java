// SPDX-License-Identifier: Apache-2.0
package dev.cairn.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What bin/cairn promises: the right JVM, a build exactly when one is due, and no process of its own left. */
class LauncherTest {
    @TempDir private Path scratch;
    private Installation installation;
    private Path launcher;

    @BeforeEach
    void install() throws IOException {
        installation = new Installation(scratch.toRealPath());
        launcher = installation.home.resolve("bin/cairn");
    }

    @Test
    void becomesTheJvmWithFlagsClassPathAndArguments() throws Exception {
        Process process =
                installation.start(
                        launcher,
                        installation.maven(""),
                        Map.of("CAIRN_JAVA_HOME", jdk25(), "CAIRN_JAVA_OPTS", "-Xmx2g -Da=b"),
                        "server",
                        "with a space",
                        "");
        List<String> lines = List.of(Installation.text(process.getInputStream()).split("\n", -1));
        assertEquals(0, process.waitFor());
        assertEquals(Long.toString(process.pid()), lines.get(0));
        assertEquals("@" + installation.home + "/conf/jvm.options", lines.get(1));
        assertTrue(lines.get(2).matches("-Djava.library.path=.*/native"), lines.get(2));
        assertTrue(lines.get(3).matches("-XX:AOTCache=.*/startup.aot"), lines.get(3));
        assertEquals(
                List.of("-Xlog:aot=off", "-Xlog:cds=off", "-Xmx2g", "-Da=b", "-cp"),
                lines.subList(4, 9));
        assertTrue(lines.get(9).matches(".*/a\\.jar:.*/b\\.jar"), lines.get(9));
        assertEquals(
                List.of("dev.cairn.server.cli.CairnCli", "server", "with a space", "", ""),
                lines.subList(10, lines.size()));
    }

    @Test
    void flagsThatMakeAnotherJvmLeaveTheCacheOut() throws Exception {
        Map<String, String> environment =
                Map.of("CAIRN_JAVA_HOME", jdk25(), "CAIRN_JAVA_OPTS", "-Xmx2g -Xmn1g");
        Outcome outcome = run(launcher, installation.maven(""), environment);
        assertEquals(0, outcome.exitCode, outcome.stderr);
        assertTrue(outcome.stdout.contains("\n-Xmn1g\n"), outcome.stdout);
        assertFalse(outcome.stdout.contains("AOTCache"), outcome.stdout);
    }

    @Test
    void worksThroughSymbolicLinks() throws Exception {
        Path link = Files.createSymbolicLink(installation.scratch.resolve("link"), launcher);
        Path second =
                Files.createSymbolicLink(installation.scratch.resolve("second"), Path.of("link"));
        assertTrue(link.isAbsolute());
        assertEquals(0, run(second).exitCode);
    }

    @Test
    void buildsOnceAndAgainWhenASourceIsNewer() throws Exception {
        run(launcher);
        run(launcher);
        assertEquals(1, installation.timesBuilt());

        Path source = installation.home.resolve("rdb/src/main/New.java");
        Files.writeString(source, "");
        FileTime later =
                FileTime.fromMillis(System.currentTimeMillis() + Duration.ofHours(1).toMillis());
        Files.setLastModifiedTime(source, later);
        run(launcher);
        assertEquals(2, installation.timesBuilt());
    }

    @Test
    void firstStartsAtTheSameTimeBuildOnce() throws Exception {
        Path tools = installation.maven("sleep 1");
        Map<String, String> environment = Map.of("CAIRN_JAVA_HOME", jdk25());
        List<Process> processes =
                List.of(
                        installation.start(launcher, tools, environment),
                        installation.start(launcher, tools, environment),
                        installation.start(launcher, tools, environment));
        for (Process process : processes) {
            assertEquals(0, process.waitFor(), () -> process + " failed");
        }
        assertEquals(1, installation.timesBuilt());
    }

    @Test
    void theLockOfADeadBuilderIsTakenOver() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path built = Files.createDirectories(installation.home.resolve("target/cairn"));
        Files.createSymbolicLink(built.resolve("lock"), Path.of("pid-" + dead.pid()));
        assertEquals(0, run(launcher).exitCode);
        assertFalse(Files.isSymbolicLink(built.resolve("lock")));
    }

    @Test
    void aFailedBuildShowsItsErrorsAndIsTriedAgain() throws Exception {
        Path tools = installation.maven("echo '[INFO] noise'; echo '[ERROR] the reason'; exit 1");
        Outcome outcome = run(launcher, tools, Map.of("CAIRN_JAVA_HOME", jdk25()));
        assertEquals(1, outcome.exitCode);
        assertTrue(outcome.stderr.contains("[ERROR] the reason"), outcome.stderr);
        assertTrue(outcome.stderr.contains("target/cairn/build.log"), outcome.stderr);
        assertFalse(outcome.stderr.contains("noise"), outcome.stderr);
        assertEquals(0, run(launcher).exitCode);
    }

    @Test
    void aFirstRunThatFailsCostsTheCacheAlone() throws Exception {
        Map<String, String> environment =
                Map.of("CAIRN_JAVA_HOME", jdk25(), "REFUSE_FIRST_RUN", "yes");
        Outcome outcome = run(launcher, installation.maven(""), environment);
        assertEquals(0, outcome.exitCode, outcome.stderr);
        assertTrue(outcome.stdout.contains("dev.cairn.server.cli.CairnCli"), outcome.stdout);
        assertFalse(outcome.stdout.contains("AOTCache"), outcome.stdout);
    }

    @Test
    void anOldJvmOfTheUsersChoiceIsRefusedByName() throws Exception {
        String old = installation.jdk("old", "17.0.2").toString();
        Outcome outcome = run(launcher, installation.maven(""), Map.of("CAIRN_JAVA_HOME", old));
        assertEquals(1, outcome.exitCode);
        assertEquals(
                "cairn: CAIRN_JAVA_HOME must name a Java 25 or newer, but: " + old + " (Java 17)\n",
                outcome.stderr);
    }

    @Test
    void anOldJavaHomeIsPassedOverForOneOnThePath() throws Exception {
        String old = installation.jdk("old", "1.8.0_402").toString();
        Path tools = installation.maven("");
        Files.createSymbolicLink(tools.resolve("java"), Path.of(jdk25(), "bin/java"));
        Outcome outcome = run(launcher, tools, Map.of("JAVA_HOME", old));
        assertEquals(0, outcome.exitCode, outcome.stderr);
        assertTrue(outcome.stdout.contains("dev.cairn.server.cli.CairnCli"), outcome.stdout);
    }

    private String jdk25() throws IOException {
        return installation.jdk("jdk 25", "25.0.1").toString();
    }

    private Outcome run(Path command) throws Exception {
        return run(command, installation.maven(""), Map.of("CAIRN_JAVA_HOME", jdk25()));
    }

    private Outcome run(Path command, Path tools, Map<String, String> environment)
            throws Exception {
        Process process = installation.start(command, tools, environment);
        String stdout = Installation.text(process.getInputStream());
        String stderr = Installation.text(process.getErrorStream());
        return new Outcome(process.waitFor(), stdout, stderr);
    }

    private record Outcome(int exitCode, String stdout, String stderr) {}
}
