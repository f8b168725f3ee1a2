// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command;

import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.StoredBytes;

import java.nio.charset.StandardCharsets;

/**
 * Patterns as KEYS, SCAN, CONFIG GET and others take them: {@code *} for anything, {@code ?} for one byte, {@code [a-c]}
 * and {@code [^a-c]} for one byte of a kind, {@code \} before a byte that means itself.
 *
 * <p>The corners are Valkey's: a class that is not closed ends with the pattern, bytes compare as signed numbers in a
 * range, and the empty text matches the empty pattern alone. Time is at most proportional to the product of the lengths,
 * whatever the pattern is; nothing is allocated but room for the longest stored text.
 */
public final class GlobPattern {
    /** With more stars than these, but for one at the end, a pattern matches nothing: Valkey's bound on nesting. */
    private static final int MOST_STARS = 1000;

    private final byte[] pattern;
    private final int offset;
    private final int end;
    private final boolean ignoreCase;
    private byte[] scratch = new byte[64];

    /** Where the pattern goes on after the element that {@link #matchesOne} compared. */
    private int next;

    /** A pattern over these bytes, which must stay as they are. */
    public GlobPattern(byte[] pattern, int offset, int length, boolean ignoreCase) {
        this.pattern = pattern;
        this.offset = offset;
        this.end = offset + length;
        this.ignoreCase = ignoreCase;
    }

    public GlobPattern(ByteSlice pattern, boolean ignoreCase) {
        this(pattern.array(), pattern.offset(), pattern.length(), ignoreCase);
    }

    /** Whether it matches everything that is not empty, so that nobody need ask. */
    public boolean isAny() {
        return end - offset == 1 && pattern[offset] == '*';
    }

    public boolean matches(ByteSlice text) {
        return matches(text.array(), text.offset(), text.length());
    }

    /** Whether it matches a stored text, which is copied to be looked at. */
    public boolean matches(StoredBytes text) {
        int length = text.length();
        if (length > scratch.length) {
            scratch = new byte[length];
        }
        text.copyTo(scratch, 0);
        return matches(scratch, 0, length);
    }

    /** Whether it matches a text of Latin-1 characters. */
    public boolean matches(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return matches(bytes, 0, bytes.length);
    }

    public boolean matches(byte[] text, int textOffset, int textLength) {
        if (textLength == 0) {
            return offset == end;
        }
        int at = offset;
        int textAt = textOffset;
        int textEnd = textOffset + textLength;
        // The last star seen, and the text that it stands for so far: only it need ever be retried.
        int star = -1;
        int starText = 0;
        int stars = 0;
        while (textAt < textEnd) {
            if (at < end && pattern[at] == '*') {
                at = lastOfRun(at);
                if (at + 1 == end) {
                    return true;
                }
                if (++stars > MOST_STARS) {
                    return false;
                }
                star = at++;
                starText = textAt;
            } else if (at < end && matchesOne(at, text[textAt])) {
                at = next;
                textAt++;
            } else if (star >= 0) {
                at = star + 1;
                textAt = ++starText;
            } else {
                return false;
            }
        }
        while (at < end && pattern[at] == '*') {
            at++;
        }
        return at == end;
    }

    private int lastOfRun(int from) {
        int at = from;
        while (at + 1 < end && pattern[at + 1] == '*') {
            at++;
        }
        return at;
    }

    /** Compares one byte with the element of the pattern that stands here. */
    private boolean matchesOne(int at, byte b) {
        switch (pattern[at]) {
            case '?' -> {
                next = at + 1;
                return true;
            }
            case '[' -> {
                return matchesClass(at + 1, b);
            }
            case '\\' -> {
                int literal = at + 1 < end ? at + 1 : at;
                next = literal + 1;
                return same(pattern[literal], b);
            }
            default -> {
                next = at + 1;
                return same(pattern[at], b);
            }
        }
    }

    private boolean matchesClass(int from, byte b) {
        int at = from;
        boolean not = at < end && pattern[at] == '^';
        if (not) {
            at++;
        }
        boolean found = false;
        while (at < end && pattern[at] != ']') {
            if (pattern[at] == '\\' && end - at >= 2) {
                found |= pattern[at + 1] == b;
                at += 2;
            } else if (end - at >= 3 && pattern[at + 1] == '-') {
                found |= inRange(pattern[at], pattern[at + 2], b);
                at += 3;
            } else {
                found |= same(pattern[at], b);
                at++;
            }
        }
        next = Math.min(at + 1, end);
        return found != not;
    }

    private boolean inRange(byte one, byte other, byte b) {
        byte low = one <= other ? one : other;
        byte high = one <= other ? other : one;
        return ignoreCase
                ? lower(b) >= lower(low) && lower(b) <= lower(high)
                : b >= low && b <= high;
    }

    private boolean same(byte a, byte b) {
        return ignoreCase ? lower(a) == lower(b) : a == b;
    }

    private static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b + ('a' - 'A')) : b;
    }
}
