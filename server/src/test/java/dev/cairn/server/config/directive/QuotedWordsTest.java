// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config.directive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.peer.PeerServer;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Words come out as a real Valkey makes them, and what is quoted comes back as it was. */
class QuotedWordsTest {
    private static final int LINES = 4000;

    /**
     * What lines are made of when chance makes them: mostly what has a meaning. The byte 255 is left out, which the real
     * server loses.
     */
    private static final String LETTERS = "\"\"''\\\\\\  \tnrtbaxX0Fz\u000b\u0080\u00fe";

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(20);
    }

    @Property
    void whatIsQuotedComesBack(@ForAll("wordLists") List<String> words) {
        String line =
                words.stream().map(QuotedWords::quote).collect(Collectors.joining(" \t", " ", " "));
        assertEquals(words, QuotedWords.split(line));
    }

    @Provide
    Arbitrary<List<String>> wordLists() {
        return texts().list().ofMaxSize(6);
    }

    /** What is quoted can stand in a file: it is one line of plain letters. */
    @Property
    void quotedTextIsPlain(@ForAll("texts") String text) {
        assertTrue(QuotedWords.quote(text).chars().allMatch(c -> c >= ' ' && c <= '~'));
    }

    @Property
    void anyLineHasWordsOrOpenQuotes(@ForAll("texts") String line) {
        List<String> words = QuotedWords.split(line);
        int letters = words.stream().mapToInt(String::length).sum();
        assertTrue(letters <= line.length());
    }

    @Test
    void noWordsAreNotOpenQuotes() {
        assertEquals(List.of(), QuotedWords.split("  "));
        assertNotSame(QuotedWords.UNBALANCED, QuotedWords.split(""));
        assertSame(QuotedWords.UNBALANCED, QuotedWords.split("a \"b"));
    }

    /**
     * The real server reads a line that a person types to it as it reads a line of its configuration, unless the line
     * ends in a quote that a backslash precedes.
     */
    @Test
    void linesFallIntoTheSameWords() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        try (PeerServer peer = new PeerServer(PeerServer.folder(), "--save", "")) {
            for (int i = 0; i < LINES; i++) {
                StringBuilder line = new StringBuilder();
                for (int letters = random.nextInt(12); letters > 0; letters--) {
                    line.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
                }
                Object theirs = peer.runInline("EVAL 'return ARGV' 0 " + line + " ");
                List<String> ours = QuotedWords.split(line.toString());
                if (ours == QuotedWords.UNBALANCED) {
                    assertEquals(
                            theirs,
                            "-ERR Protocol error: unbalanced quotes in request",
                            () -> "for " + QuotedWords.quote(line.toString()));
                    peer.connect();
                } else {
                    assertEquals(theirs, ours, () -> "for " + QuotedWords.quote(line.toString()));
                }
            }
        }
    }
}
