// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What Chronicle keeps at a segment's head, which is its own header and an index, says nothing that the records do not
 * say: a log that was closed in order is opened whatever stands there, and loses nothing later either.
 */
class SegmentHeadTest {
    private static final String OLDER = "0000000001.cq4";
    private static final String NEWEST = "0000000002.cq4";

    /** Chronicle's header and the beginning of its index of indexes. */
    private static final int HEAD_BYTES = 256;

    /** The index of indexes and the first index, to their ends. */
    private static final int INDEX_END = 4_400;

    @TempDir private Path root;

    private final LogModel model = new LogModel(0);

    @BeforeEach
    void writeTwoSegments() throws Exception {
        RecordingListener listener = new RecordingListener();
        try (CommandLog log = CommandLog.open(config(root.resolve("whole")), listener)) {
            log.start();
            model.submit(log, LogModel.payload(1, 300));
            listener.awaitAppended(model.end());
            log.requestRoll();
            listener.awaitRolls(1);
            model.submit(log, LogModel.payload(2, 300));
        }
    }

    private static LogConfig config(Path folder) {
        return LogConfig.in(folder)
                .segmentBytes(1 << 20)
                .reserveStepBytes(256 << 10)
                .syncPolicy(SyncPolicy.NO)
                .build();
    }

    @Test
    void theHeadOfAnOlderSegmentIsNeitherReadNorChanged() throws Exception {
        for (int place = 0; place < HEAD_BYTES; place++) {
            Path folder = flipped(OLDER, place, place % 8);
            byte[] older = Files.readAllBytes(folder.resolve(OLDER));
            try (CommandLog log = CommandLog.open(config(folder), new RecordingListener())) {
                assertEquals(List.of(), log.status().notices(), "byte " + place);
                model.assertReplays(log, 0);
            } catch (LogException e) {
                assertNames(OLDER, e, place);
            }
            assertArrayEquals(older, Files.readAllBytes(folder.resolve(OLDER)), "byte " + place);
        }
    }

    @Test
    void aBrokenHeadOfTheNewestSegmentIsMadeAnew() throws Exception {
        Random random = new Random(1);
        int rewritten = 0;
        for (int i = 0; i < HEAD_BYTES + 100; i++) {
            int place = i < HEAD_BYTES ? i : random.nextInt(INDEX_END);
            Path folder = flipped(NEWEST, place, random.nextInt(8));
            try {
                rewritten += goOn(folder);
            } catch (LogException e) {
                assertNames(NEWEST, e, place);
            }
        }
        assertTrue(rewritten > HEAD_BYTES, "most of it is no record's: " + rewritten);
    }

    /** Opens the log, appends to it, opens it again, and finds everything each time; returns how many notices it gave. */
    private int goOn(Path folder) throws LogException {
        LogModel more = new LogModel(model.end());
        int notices;
        RecordingListener listener = new RecordingListener();
        try (CommandLog log = CommandLog.open(config(folder), listener)) {
            notices = log.status().notices().size();
            model.assertReplays(log, 0);
            log.start();
            more.submit(log, LogModel.payload(3, 300));
        }
        try (CommandLog log = CommandLog.open(config(folder), new RecordingListener())) {
            assertEquals(List.of(), log.status().notices());
            more.assertReplays(log, model.end());
        }
        return notices;
    }

    private Path flipped(String segment, int place, int bit) throws IOException {
        Path folder = root.resolve("flipped");
        Files.createDirectories(folder);
        try (Stream<Path> old = Files.walk(folder)) {
            for (Path file : old.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        try (Stream<Path> files = Files.list(root.resolve("whole"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        CorruptFile.flipBit(folder.resolve(segment), place, bit);
        return folder;
    }

    /** Where the chain of records itself is broken no start can know what follows. */
    private static void assertNames(String segment, LogException refusal, int place) {
        String message = refusal.getMessage();
        assertTrue(message.contains(segment), place + ": " + message);
        assertTrue(message.contains("Restore"), place + ": " + message);
    }
}
