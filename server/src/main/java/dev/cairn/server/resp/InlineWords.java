// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.resp;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a line into words as an inline request is read: double quotes with escapes ({@code \n \r \t \b \a \xHH}),
 * single quotes with {@code \'} only, and white space between words.
 */
final class InlineWords {
    private final byte[] line;
    private final int end;
    private int at;

    private InlineWords(byte[] line, int from, int end) {
        this.line = line;
        this.at = from;
        this.end = end;
    }

    /** The words, or null when a quote is not closed. A word may have plain and quoted parts. */
    static List<byte[]> split(byte[] line, int from, int to) {
        return new InlineWords(line, from, to).words();
    }

    private List<byte[]> words() {
        List<byte[]> words = new ArrayList<>();
        while (true) {
            while (at < end && isSpace(line[at])) {
                at++;
            }
            if (at == end) {
                return words;
            }
            byte[] word = word();
            if (word == null) {
                return null;
            }
            words.add(word);
        }
    }

    private byte[] word() {
        ByteArrayOutputStream word = new ByteArrayOutputStream();
        while (at < end && !endsWord(line[at])) {
            byte b = line[at++];
            if (b == '"' || b == '\'') {
                if (!(b == '"' ? doubleQuoted(word) : singleQuoted(word))) {
                    return null;
                }
            } else {
                word.write(b);
            }
        }
        if (at < end && line[at] == 0) {
            at = end;
        }
        return word.toByteArray();
    }

    private boolean doubleQuoted(ByteArrayOutputStream word) {
        while (at < end) {
            byte b = line[at++];
            if (b == '"') {
                return true;
            }
            // As in Valkey, a quote that ends what is typed ends its word, whatever stands before
            // it.
            if (b == '\\' && at + 1 < end) {
                word.write(escaped());
            } else {
                word.write(b);
            }
        }
        return false;
    }

    private int escaped() {
        byte b = line[at++];
        if (b == 'x' && at + 1 < end && hex(line[at]) >= 0 && hex(line[at + 1]) >= 0) {
            int value = (hex(line[at]) << 4) | hex(line[at + 1]);
            at += 2;
            return value;
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

    private boolean singleQuoted(ByteArrayOutputStream word) {
        while (at < end) {
            byte b = line[at++];
            if (b == '\'') {
                return true;
            }
            if (b == '\\' && at + 1 < end && line[at] == '\'') {
                word.write(line[at++]);
            } else {
                word.write(b);
            }
        }
        return false;
    }

    /** As in Valkey, fewer bytes end a word than may stand between two. */
    private static boolean endsWord(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r' || b == 0;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || (b >= '\t' && b <= '\r');
    }

    private static int hex(byte b) {
        return Character.digit(b, 16);
    }
}
