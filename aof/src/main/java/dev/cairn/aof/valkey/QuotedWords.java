// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.valkey;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a line into words as Valkey does: at blanks, except within quotes. Within double quotes a backslash begins an
 * escape ({@code \n \r \t \b \a \xHH}), within single quotes only {@code \'} is one.
 */
final class QuotedWords {
    private final byte[] line;
    private int at;

    private QuotedWords(byte[] line) {
        this.line = line;
    }

    /** The words, or null when a quote does not end or goes on without a blank behind it. */
    static List<String> split(byte[] line) {
        QuotedWords splitter = new QuotedWords(line);
        List<String> words = new ArrayList<>();
        while (splitter.skipBlanks()) {
            String word = splitter.word();
            if (word == null) {
                return null;
            }
            words.add(word);
        }
        return words;
    }

    private boolean skipBlanks() {
        while (at < line.length && isBlank(line[at])) {
            at++;
        }
        return at < line.length;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || (b >= '\t' && b <= '\r');
    }

    private String word() {
        byte[] word = new byte[line.length - at];
        int length = 0;
        while (at < line.length && !isBlank(line[at])) {
            byte b = line[at++];
            if (b == '"' || b == '\'') {
                length = quoted(b, word, length);
                if (length < 0) {
                    return null;
                }
            } else {
                word[length++] = b;
            }
        }
        return new String(word, 0, length, StandardCharsets.UTF_8);
    }

    /** Takes what stands up to the closing quote; -1 when there is none, or no blank behind it. */
    private int quoted(byte quote, byte[] word, int from) {
        int length = from;
        while (at < line.length) {
            byte b = line[at++];
            if (b == quote) {
                return at == line.length || isBlank(line[at]) ? length : -1;
            }
            boolean escape = b == '\\' && at < line.length && (quote == '"' || line[at] == '\'');
            word[length++] = escape ? escaped() : b;
        }
        return -1;
    }

    private byte escaped() {
        byte b = line[at++];
        if (b == 'x' && at + 1 < line.length) {
            int high = Character.digit(line[at], 16);
            int low = Character.digit(line[at + 1], 16);
            if (high >= 0 && low >= 0) {
                at += 2;
                return (byte) (high << 4 | low);
            }
        }
        return switch (b) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'a' -> 7;
            default -> b;
        };
    }
}
