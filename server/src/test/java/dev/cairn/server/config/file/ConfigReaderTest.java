// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.config.Config;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Files, standard input, the command line and what they include become one configuration, or one error that says where. */
class ConfigReaderTest {
    private static final int JUNK_FILES = 300;

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("my.conf");
    }

    private Path write(String name, String text) throws IOException {
        Path path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text, StandardCharsets.ISO_8859_1);
    }

    private static Config read(String input, String... arguments) throws ConfigException {
        return ConfigReader.read(
                arguments, new ByteArrayInputStream(input.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String error(String input, String... arguments) {
        return assertThrows(ConfigException.class, () -> read(input, arguments)).getMessage();
    }

    private static String get(Config config, String name) {
        return config.directives().find(name).text();
    }

    @Test
    void laterOnesWin() throws Exception {
        write("my.conf", "hz 20\ntimeout 20\ntcp-keepalive 20\n");
        Config config =
                read("timeout 30\ntcp-keepalive 30", file.toString(), "--tcp-keepalive", "40", "-");
        assertEquals(
                "20 30 40",
                get(config, "hz")
                        + " "
                        + get(config, "timeout")
                        + " "
                        + get(config, "tcp-keepalive"));
        assertEquals(file, config.file());
    }

    @Test
    void linesMayEndAsOnWindows() throws Exception {
        write("my.conf", "hz 20\r\n\r\n# x\r\ntimeout 5\r\n");
        Config config = read("", file.toString());
        assertEquals("20 5", get(config, "hz") + " " + get(config, "timeout"));
    }

    @Test
    void anErrorNamesFileLineAndNearestName() throws Exception {
        write("my.conf", "hz 20\n\n  tiemout 5  \n");
        assertTrue(
                error("", file.toString())
                        .endsWith(
                                "Reading the configuration file, at line 3\n>>> 'tiemout 5'\nBad"
                                        + " directive or wrong number of arguments\n("
                                        + file
                                        + ", line 3; did you mean timeout?)"),
                () -> error("", file.toString()));
        assertTrue(error("hz 1\nhz x", "-").endsWith("\n(standard input, line 2)"));
        assertTrue(error("", "--hz", "x").endsWith("\n(command line)"));
        assertTrue(error("", "--frobnicate", "x").endsWith("\n(command line)"));
    }

    /** An included file stands where it is included, and its name is taken from the data folder named so far. */
    @Test
    void includedFilesStandWhereTheyAreNamed() throws Exception {
        write("parts/one.conf", "hz 30\ntimeout 30\n");
        write("my.conf", "hz 20\ndir " + folder + "\ninclude parts/one.conf\ntimeout 40\n");
        Config config = read("", file.toString());
        assertEquals("30 40", get(config, "hz") + " " + get(config, "timeout"));
    }

    @Test
    void patternsStandForFilesInTheirOrder() throws Exception {
        write("parts/b.conf", "hz 3\n");
        write("parts/a.conf", "hz 2\ntimeout 2\n");
        write("parts/.hidden.conf", "hz 99\n");
        write("parts/c.conf.bak", "no such directive\n");
        write("other/a.conf", "tcp-keepalive 7\n");
        write(
                "my.conf",
                "include " + folder + "/*r*/[a-b].con?\ninclude " + folder + "/no*.conf\n");
        Config config = read("", file.toString());
        assertEquals(
                "3 2 7",
                get(config, "hz")
                        + " "
                        + get(config, "timeout")
                        + " "
                        + get(config, "tcp-keepalive"));
    }

    @Test
    void anErrorInAnIncludedFileNamesThatFile() throws Exception {
        Path part = write("part.conf", "hz 1\nhz x\n");
        write("my.conf", "# one\n# two\ninclude " + part + "\n");
        String error = error("", file.toString());
        assertTrue(error.contains("at line 2\n>>> 'hz x'\n"), error);
        assertTrue(error.endsWith("(" + part + ", line 2)"), error);
    }

    @Test
    void aFileThatIncludesItselfEndsInAnError() throws Exception {
        write("my.conf", "include " + folder + "/my.c*\n");
        String error = error("", file.toString());
        assertTrue(error.contains("include is nested more than 16 deep"), error);
    }

    /** Each file includes the next one twice: what is read is bounded, not only how deep it lies. */
    @Test
    void manyIncludesEndInAnError() throws Exception {
        for (int i = 0; i < 16; i++) {
            String next = "include " + folder + "/" + (i + 1) + ".conf\n";
            write(i + ".conf", next.repeat(4));
        }
        write("16.conf", "");
        String error = error("", folder.resolve("0.conf").toString());
        assertTrue(error.contains("more than 1000 files are included"), error);
    }

    @Test
    void whatCannotBeReadIsNamed() throws Exception {
        assertEquals(
                "Fatal error, can't open config file '" + file + "': No such file or directory",
                error("", file.toString()));
        assertEquals(
                "Fatal error, can't open config file '" + folder + "': Is a directory",
                error("", folder.toString()));
        write("my.conf", "include nowhere.conf\n");
        assertEquals(
                "Fatal error, can't open config file 'nowhere.conf': No such file or directory",
                error("", file.toString()));
        assertEquals(
                "Fatal error, can't open config file 'a\0b': No such file or directory",
                error("include \"a\\x00b\"", "-"));
    }

    /** A device that never ends says that it is empty. */
    @Test
    void endlessInputIsRefused() {
        String tooLong = "it is longer than 16777216 bytes";
        assertEquals(
                "Fatal error, can't open config file '/dev/zero': " + tooLong,
                error("", "/dev/zero"));
        InputStream endless =
                new InputStream() {
                    @Override
                    public int read() {
                        return 'x';
                    }
                };
        assertEquals(
                "Fatal error, can't open config file 'standard input': " + tooLong,
                assertThrows(
                                ConfigException.class,
                                () -> ConfigReader.read(new String[] {"-"}, endless))
                        .getMessage());
    }

    /** One line of many megabytes is told in a few words, and no table of its letters is made. */
    @Test
    void anEndlessLineIsShortened() throws Exception {
        write("my.conf", "x".repeat(10 << 20) + "\n");
        String error = error("", file.toString());
        assertTrue(error.length() < 2000, () -> "an error of " + error.length());
        assertTrue(error.contains("Bad directive or wrong number of arguments"), error);
    }

    @Test
    void junkIsRefusedWithAReason() throws Exception {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < JUNK_FILES; i++) {
            byte[] junk = new byte[random.nextInt(1, 2000)];
            random.nextBytes(junk);
            Files.write(file, junk);
            try {
                ConfigReader.read(new String[] {file.toString()}, InputStream.nullInputStream());
            } catch (ConfigException e) {
                assertTrue(e.getMessage().contains("Reading the configuration file, at line "));
            }
        }
    }

    @Test
    void whatFilesAloneSayAndThisServerCannotIsRefused() {
        assertTrue(error("user alice on", "-").contains("no users but the default one"));
        assertTrue(error("loadmodule x.so", "-").contains("this version has no modules"));
        assertTrue(error("rename-command GET \"\"", "-").contains("renames no commands"));
        assertTrue(error("cluster-enabled yes", "-").contains("cluster"));
    }

    /** What Valkey and Redis write of their default user into each file that they rewrite. */
    @Test
    void theDefaultUserIsTakenAsFarAsItIsTheOneHere() throws Exception {
        String hash = "#ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        read("user default on nopass ~* &* +@all", "-");
        read("user default on nopass sanitize-payload ~* &* +@all\nrequirepass x", "-");
        read("user default on " + hash + " ~* &* +@all\n\nrequirepass \"abc\"", "-");
        for (String password : new String[] {"", "\nrequirepass abd"}) {
            String error = error("hz 10\nuser default on " + hash + " ~* &* +@all" + password, "-");
            assertTrue(
                    error.endsWith(
                            "the default user's password is not that of requirepass\n(standard"
                                    + " input, line 2)"),
                    error);
        }
        for (String rules : new String[] {"", " on nopass -@all", " off", " on nopass ~x* +@all"}) {
            assertTrue(error("user default" + rules, "-").contains("no users but the default one"));
        }
    }

    @Test
    void directivesWithoutEffectAreNamedOnce() throws Exception {
        Config config =
                read("activerehashing yes\nlua-replicate-commands yes\nactiverehashing no", "-");
        assertEquals(1, config.notices().size());
        assertTrue(config.notices().get(0).contains("activerehashing"), config.notices()::toString);
        assertTrue(
                config.notices().get(0).contains("lua-replicate-commands"),
                config.notices()::toString);
    }
}
