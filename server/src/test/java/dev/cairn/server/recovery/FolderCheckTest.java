// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.CairnServer;
import dev.cairn.server.StartException;
import dev.cairn.server.restore.History;
import dev.cairn.server.restore.NewFolder;
import dev.cairn.server.restore.SnapshotCheck;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The check says of every folder, whole or damaged, what a start on it then does, and changes nothing. */
class FolderCheckTest {
    @TempDir Path folder;

    private final Random random = new Random(77);

    private static FolderCheck.Outcome check(Path data) throws IOException {
        return new FolderCheck(data, "dump.rdb", SnapshotCheck::read, line -> {}).run();
    }

    private static List<Path> files(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static Map<String, String> image(Path data) throws IOException {
        Map<String, String> image = new TreeMap<>();
        for (Path file : files(data)) {
            image.put(
                    file.toString(),
                    Files.getLastModifiedTime(file)
                            + " "
                            + Arrays.hashCode(Files.readAllBytes(file)));
        }
        return image;
    }

    private void copy(Path from, Path to) throws IOException {
        for (Path file : files(from)) {
            Path target = to.resolve(from.relativize(file));
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        }
    }

    @Test
    void theVerdictIsWhatAStartDoes() throws Exception {
        Path running = folder.resolve("running");
        Path clean = folder.resolve("clean");
        History history = new History(31);
        try (CairnServer server =
                        History.start(clean, "log-retention-size", "0", "appendfsync", "always");
                RespClient client = new RespClient(server)) {
            for (int i = 0; i < 3; i++) {
                history.write(client, 200);
                // A snapshot of every type is read whole.
                client.call("RPUSH", "a list", "1", "2");
                client.call("SADD", "a set", "1", "b");
                client.call("ZADD", "a sorted set", "1", "a");
                client.call("XADD", "a stream", "*", "field", "value");
                client.call("HSET", "a hash", "field", "value");
                client.call("SAVE");
            }
            history.write(client, 150);
            copy(clean, running);
        }
        int started = 0;
        int refused = 0;
        for (Path original : List.of(clean, running)) {
            FolderCheck.Outcome whole = check(original);
            assertTrue(whole.starts(), whole.verdict());
            assertEquals(List.of(), whole.faults());
            for (int i = 0; i < 25; i++) {
                Path damaged = folder.resolve("damaged");
                copy(original, damaged);
                String what = damage(damaged);
                if (assertAgrees(damaged, what)) {
                    started++;
                } else {
                    refused++;
                }
                NewFolder.deleteTree(damaged);
            }
        }
        assertTrue(started > 5 && refused > 5, started + " started, " + refused + " refused");
    }

    private static boolean assertAgrees(Path data, String what) throws Exception {
        Map<String, String> before = image(data);
        FolderCheck.Outcome outcome = check(data);
        assertEquals(before, image(data), what);
        try {
            History.start(data, "log-retention-size", "0").close();
            assertTrue(outcome.starts(), what + ": " + outcome.verdict() + ", and it started");
            return true;
        } catch (StartException e) {
            assertTrue(!outcome.starts(), what + ": a start refused: " + e.getMessage());
            return false;
        }
    }

    private String damage(Path data) throws IOException {
        List<Path> files = files(data);
        Path file = files.get(random.nextInt(files.size()));
        byte[] bytes = Files.readAllBytes(file);
        int kind = random.nextInt(4);
        // dump.rdb is the newest snapshot under another name in the copy, and a file of its own.
        Files.delete(file);
        if (kind == 0 && bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, bytes);
        } else if (kind == 1) {
            Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)));
        } else if (kind == 2) {
            Files.write(file, new byte[0]);
        }
        return file.getFileName() + (kind == 3 ? " deleted" : " damaged in way " + kind);
    }
}
