// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config.directive;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Words of a configuration line: separated by white space, in double quotes with escapes ({@code \n \r \t \b \a \xHH},
 * a backslash before anything else stands for that), in single quotes with {@code \'} alone.
 */
public final class QuotedWords {
    /** Stands for a line whose quotes are not balanced; it is told by identity. */
    public static final List<String> UNBALANCED = Collections.unmodifiableList(new ArrayList<>(0));

    private final String line;
    private final List<String> words = new ArrayList<>();
    private int at;

    private QuotedWords(String line) {
        this.line = line;
    }

    /** The words, or {@link #UNBALANCED} itself. */
    public static List<String> split(String line) {
        return new QuotedWords(line).split();
    }

    private List<String> split() {
        while (true) {
            while (at < line.length() && isSpace(line.charAt(at))) {
                at++;
            }
            if (at == line.length()) {
                return words;
            }
            if (!word()) {
                return UNBALANCED;
            }
        }
    }

    /** Reads one word, of plain and quoted parts; false where a quote does not end. */
    private boolean word() {
        StringBuilder word = new StringBuilder();
        while (at < line.length() && !endsWord(line.charAt(at))) {
            char c = line.charAt(at++);
            if (c == '"' || c == '\'') {
                if (!quoted(c, word)) {
                    return false;
                }
            } else {
                word.append(c);
            }
        }
        words.add(word.toString());
        return true;
    }

    private boolean quoted(char quote, StringBuilder word) {
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (c == quote) {
                return true;
            }
            if (c == '\\' && at < line.length() && (quote == '"' || line.charAt(at) == '\'')) {
                escape(quote, word);
            } else {
                word.append(c);
            }
        }
        return false;
    }

    private void escape(char quote, StringBuilder word) {
        char c = line.charAt(at++);
        if (quote == '\'') {
            word.append(c);
            return;
        }
        if (c == 'x'
                && at + 2 <= line.length()
                && isHex(line.charAt(at))
                && isHex(line.charAt(at + 1))) {
            word.append((char) Integer.parseInt(line, at, at + 2, 16));
            at += 2;
            return;
        }
        word.append(
                switch (c) {
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    case 'b' -> '\b';
                    case 'a' -> '\u0007';
                    default -> c;
                });
    }

    /** As in Valkey, fewer letters end a word than may stand between two. */
    private static boolean endsWord(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    /** A word in double quotes that {@link #split} reads back as it is. */
    public static String quote(String word) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            switch (c) {
                case '\\', '"' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case '\b' -> quoted.append("\\b");
                case '\u0007' -> quoted.append("\\a");
                default -> {
                    if (c >= ' ' && c <= '~') {
                        quoted.append(c);
                    } else {
                        quoted.append(String.format("\\x%02x", (int) c));
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
