// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.resp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.server.peer.PeerServer;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/** Lines that somebody types fall into the words that a real Valkey makes of them. */
class InlineWordsTest {
    private static final int LINES = 4000;

    /** Mostly what has a meaning. Left out are the byte 255, which the real server loses, and 0, where it stops reading. */
    private static final String LETTERS = "\"\"''\\\\\\  \tnrtbaxX0Fz\u000b\f\u0080\u00fe";

    @Test
    void linesFallIntoTheSameWords() throws IOException {
        SplittableRandom random = new SplittableRandom(11);
        try (PeerServer peer = new PeerServer(PeerServer.folder(), "--save", "")) {
            for (int i = 0; i < LINES; i++) {
                StringBuilder line = new StringBuilder("EVAL 'return ARGV' 0 ");
                for (int letters = random.nextInt(12); letters > 0; letters--) {
                    line.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
                }
                byte[] bytes = line.toString().getBytes(StandardCharsets.ISO_8859_1);
                StringBuilder shown = new StringBuilder("for");
                for (byte b : bytes) {
                    shown.append(b >= ' ' && b <= '~' ? (char) b + "" : "<" + (b & 0xff) + ">");
                }
                List<byte[]> ours = InlineWords.split(bytes, 0, bytes.length);
                Object theirs = peer.runInline(line.toString());
                if (ours == null) {
                    assertEquals(
                            theirs,
                            "-ERR Protocol error: unbalanced quotes in request",
                            shown::toString);
                    peer.connect();
                } else {
                    List<String> arguments =
                            ours.subList(3, ours.size()).stream()
                                    .map(word -> new String(word, StandardCharsets.ISO_8859_1))
                                    .toList();
                    assertEquals(theirs, arguments, shown::toString);
                }
            }
        }
    }
}
