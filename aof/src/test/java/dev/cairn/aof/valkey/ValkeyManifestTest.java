// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.valkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.aof.LogException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class ValkeyManifestTest {
    @TempDir Path folder;

    private ValkeyManifest read(String text) throws IOException, LogException {
        Files.writeString(folder.resolve("appendonly.aof.manifest"), text, StandardCharsets.UTF_8);
        return ValkeyManifest.read(folder, "appendonly.aof");
    }

    @Test
    void namesThePartsInOrder() throws Exception {
        ValkeyManifest manifest =
                read(
                        "# a comment\n"
                                + "file a.1.base.rdb seq 1 type b\n"
                                + "type h seq 3 file a.3.incr.aof\n"
                                + "FILE \"a \\x34\\\".incr.aof\" SEQ 4 later thing TYPE i\n"
                                + "file a.9.incr.aof seq 9 type i startoffset 5\n");
        assertEquals(folder.resolve("a.1.base.rdb"), manifest.base());
        assertEquals(
                List.of(folder.resolve("a 4\".incr.aof"), folder.resolve("a.9.incr.aof")),
                manifest.increments());
        assertNull(read("file a.1.incr.aof seq 1 type i\n").base());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "file a seq 1|is not 'file",
                "file a seq 1 type b extra|is not 'file",
                "\"\"|is not 'file",
                "file a seq 1 kind b|lacks one of",
                "file a seq 0 type i|has seq 0",
                "file a seq x type i|has seq 'x'",
                "file a seq 1 type q|has type 'q'",
                "file ../a seq 1 type i|not a path",
                "file .. seq 1 type i|not a path",
                "file 'a seq 1 type i|is not 'file",
            },
            quoteCharacter = '`')
    void refusesWhatIsNoPart(String line, String reason) {
        LogException wrong = assertThrows(LogException.class, () -> read("#\n" + line + "\n"));
        assertTrue(wrong.getMessage().contains("Line 2"), wrong.getMessage());
        assertTrue(wrong.getMessage().contains(reason), wrong.getMessage());
    }

    @Test
    void refusesWhatIsNoManifest() {
        for (String text :
                List.of(
                        "",
                        "\n",
                        "file a seq 1 type i",
                        "file a seq 1 type b\nfile b seq 2 type b\n",
                        "file a seq 2 type i\nfile b seq 2 type i\n",
                        "#" + "x".repeat(1023) + "\n")) {
            assertThrows(LogException.class, () -> read(text), text);
        }
        LogException missing =
                assertThrows(LogException.class, () -> ValkeyManifest.read(folder, "other.aof"));
        assertTrue(missing.getMessage().contains("other.aof.manifest"), missing.getMessage());
    }

    @Test
    void tellsRdbFromCommands() throws IOException {
        Path part = folder.resolve("part");
        Files.writeString(part, "VALKEY080");
        assertTrue(ValkeyManifest.isRdb(part));
        Files.writeString(part, "REDIS0011");
        assertTrue(ValkeyManifest.isRdb(part));
        Files.writeString(part, "*1\r\n$4");
        assertFalse(ValkeyManifest.isRdb(part));
        Files.writeString(part, "");
        assertFalse(ValkeyManifest.isRdb(part));
    }
}
