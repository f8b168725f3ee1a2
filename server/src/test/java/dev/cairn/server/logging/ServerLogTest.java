// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.config.Config;
import dev.cairn.server.config.ConfigChange;
import dev.cairn.server.config.LogLevel;
import dev.cairn.storage.time.Clock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A line goes where and in the form that the configuration says, and one event stays one line. */
class ServerLogTest {
    private static final long NOON_MILLIS = 1_795_262_400_123L;
    private static final Clock AT_NOON = () -> NOON_MILLIS;
    private static final long PID = ProcessHandle.current().pid();

    private final Config config = new Config();
    private final StringBuilder written = new StringBuilder();
    private final ServerLog log =
            new ServerLog(
                    config,
                    line -> written.append(new String(line, StandardCharsets.UTF_8)),
                    AT_NOON);

    private void change(String... namesAndValues) throws ConfigChange.Refusal {
        new ConfigChange(config, false, false).apply(List.of(namesAndValues));
    }

    private String take() {
        String text = written.toString();
        written.setLength(0);
        return text;
    }

    @ParameterizedTest
    @EnumSource(LogLevel.class)
    void aLevelLetsPassItselfAndWhatIsGraver(LogLevel level) throws Exception {
        change("loglevel", level.name());
        log.debug("1");
        log.verbose("2");
        log.notice("3");
        log.warning("4");
        List<String> all = List.of(". 1", "- 2", "* 3", "# 4");
        List<String> expected = all.subList(List.of(LogLevel.values()).indexOf(level), all.size());
        List<String> lines = take().lines().map(line -> line.substring(line.length() - 3)).toList();
        assertEquals(expected, lines);
        assertEquals(level != LogLevel.NOTHING, log.isOn(LogLevel.WARNING));
        assertFalse(log.isOn(LogLevel.NOTHING));
    }

    @Test
    void theFormFollowsTheConfiguration() throws Exception {
        log.notice("a \"b\" \\");
        assertTrue(
                take().matches(
                                PID
                                        + ":M \\d\\d \\w{3} 2026 \\d\\d:\\d\\d:00\\.123 \\* a \"b\""
                                        + " \\\\\n"));
        change("log-timestamp-format", "milliseconds");
        log.notice("a");
        assertEquals(PID + ":M 1795262400123 * a\n", take());
        change("log-format", "logfmt");
        log.warning("a \"b\" \\");
        assertEquals(
                "pid="
                        + PID
                        + " role=primary timestamp=\"1795262400123\" level=warning"
                        + " message=\"a \\\"b\\\" \\\\\"\n",
                take());
        change("log-format", "json");
        log.warning("a \"b\" \\\n\u0001\u00e4");
        assertEquals(
                "{\"pid\":"
                        + PID
                        + ",\"role\":\"primary\",\"timestamp\":\"1795262400123\",\"level\":\"warning\",\"message\":\"a"
                        + " \\\"b\\\" \\\\\\u000a\\u0001\u00e4\"}\n",
                take());
        change("log-timestamp-format", "iso8601", "log-format", "legacy");
        log.notice("a");
        assertTrue(take().contains(":M 2026-11-2"));
    }

    /** A client's name or a file's cannot forge a line. */
    @Test
    void oneEventIsOneLineInEveryForm() throws Exception {
        for (String form : List.of("legacy", "logfmt", "json")) {
            change("log-format", form);
            log.notice("a\n4711:M 21 Nov 2026 00:00:00.000 # forged\r\nb");
            String line = take();
            assertEquals(line.length() - 1, line.indexOf('\n'), line);
            assertEquals(-1, line.indexOf('\r'), line);
        }
    }

    @Test
    void aFaultIsToldWithWhereItHappened() {
        log.warning("It failed", new IllegalStateException("no\nway"));
        List<String> lines = take().lines().toList();
        assertTrue(lines.get(0).endsWith("# It failed: java.lang.IllegalStateException: no way"));
        assertTrue(lines.size() > 2 && lines.get(2).contains("at dev.cairn"), lines::toString);
    }

    /** Whoever rotates logs moves the file away; the next line makes a new one. */
    @Test
    void aFileThatIsMovedAwayIsMadeAnew(@TempDir Path folder) throws IOException {
        Config toFile = new Config().set("dir", folder.toString()).set("logfile", "cairn.log");
        ServerLog fileLog =
                ServerLog.of(
                        toFile,
                        line -> {
                            throw new AssertionError("not to the file");
                        },
                        AT_NOON);
        fileLog.notice("one");
        fileLog.notice("two");
        Path file = folder.resolve("cairn.log");
        Path moved = Files.move(file, folder.resolve("old.log"));
        fileLog.notice("three");
        assertEquals(2, Files.readAllLines(moved).size());
        assertTrue(Files.readString(file).endsWith("* three\n"));
    }

    @Test
    void aLineThatCannotBeWrittenIsNobodysConcern() {
        ServerLog broken =
                new ServerLog(
                        config,
                        line -> {
                            throw new IOException("disk full");
                        },
                        AT_NOON);
        broken.warning("x");
    }

    /** What Chronicle says that it can do without is no warning of ours. */
    @Test
    void librariesSpeakInTheirPlace() throws Exception {
        LibraryLogProvider.tell(log);
        LibraryLog chatty = new LibraryLog("net.openhft.affinity.Affinity");
        LibraryLog other = new LibraryLog("io.netty.util.Thing");
        chatty.warn("no JNA");
        other.warn("{} is odd", "it");
        assertTrue(take().endsWith("# Thing: it is odd\n"));
        change("loglevel", "verbose");
        chatty.warn("no JNA");
        assertTrue(take().endsWith("- Affinity: no JNA\n"));
        chatty.error("broken");
        assertTrue(take().endsWith("# Affinity: broken\n"));
        other.info("hello");
        assertEquals("", take());
        change("loglevel", "debug");
        other.info("hello");
        assertTrue(take().endsWith(". Thing: hello\n"));
    }
}
