// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command;

import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.StoredBytes;

/**
 * Patterns of KEYS, SCAN, CONFIG GET and the like: {@code *}, {@code ?}, {@code [a-z]}, {@code [^a]}, and a backslash that
 * takes the next byte as it is. What odd patterns match is what they match in Valkey: a set that is not closed ends with
 * the pattern, a range counts bytes from 128 on as negative, and {@code **} does not match an empty text.
 *
 * <p>Only the last star is ever gone back to, so that the time is at most the product of both lengths.
 */
public final class GlobPattern {
    private final byte[] pattern;
    private final boolean ignoreCase;
    private final boolean everything;
    private byte[] scratch = new byte[128];

    // Where the walk through the pattern is; a field, because a set moves it by several bytes.
    private int at;

    /** A pattern with a copy of these bytes. */
    public GlobPattern(ByteSlice bytes, boolean ignoreCase) {
        this.pattern = bytes.toBytes();
        this.ignoreCase = ignoreCase;
        this.everything = pattern.length == 1 && pattern[0] == '*';
    }

    /** Whether this is a single star. */
    public boolean isEverything() {
        return everything;
    }

    /** Whether the whole of a stored text matches. */
    public boolean matches(StoredBytes text) {
        if (everything) {
            return true;
        }
        int length = text.length();
        if (length > scratch.length) {
            scratch = new byte[length];
        }
        text.copyTo(scratch, 0);
        return matches(scratch, 0, length);
    }

    /** Whether the whole of a text matches. */
    public boolean matches(byte[] text, int offset, int length) {
        if (everything) {
            return true;
        }
        at = 0;
        int end = offset + length;
        int position = offset;
        int afterStar = -1;
        int starPosition = -1;
        while (true) {
            if (at < pattern.length && position < end && pattern[at] == '*') {
                while (at < pattern.length && pattern[at] == '*') {
                    at++;
                }
                if (at == pattern.length) {
                    return true;
                }
                afterStar = at;
                starPosition = position;
            } else if (at < pattern.length && position < end && matchesOne(text[position])) {
                position++;
                skipStarsAtEnd(position == end);
            } else if (at == pattern.length && position == end) {
                return true;
            } else {
                // No match so far: the last star takes one byte more, if there is one.
                if (afterStar < 0 || ++starPosition >= end) {
                    return false;
                }
                at = afterStar;
                position = starPosition;
            }
        }
    }

    private void skipStarsAtEnd(boolean textIsAtEnd) {
        while (textIsAtEnd && at < pattern.length && pattern[at] == '*') {
            at++;
        }
    }

    /** Whether the pattern's next element matches a byte; moves behind the element. */
    private boolean matchesOne(byte b) {
        switch (pattern[at]) {
            case '?':
                at++;
                return true;
            case '[':
                at++;
                return matchesSet(b);
            case '\\':
                if (at + 1 < pattern.length) {
                    at++;
                }
                return same(pattern[at++], b);
            default:
                return same(pattern[at++], b);
        }
    }

    private boolean matchesSet(byte b) {
        boolean negated = at < pattern.length && pattern[at] == '^';
        if (negated) {
            at++;
        }
        boolean found = false;
        while (at < pattern.length && pattern[at] != ']') {
            if (pattern[at] == '\\' && at + 1 < pattern.length) {
                found |= pattern[at + 1] == b;
                at += 2;
            } else if (at + 2 < pattern.length && pattern[at + 1] == '-') {
                found |= inRange(pattern[at], pattern[at + 2], b);
                at += 3;
            } else {
                found |= same(pattern[at], b);
                at++;
            }
        }
        if (at < pattern.length) {
            at++;
        }
        return found != negated;
    }

    private boolean inRange(byte one, byte other, byte b) {
        int low = folded((byte) Math.min(one, other));
        int high = folded((byte) Math.max(one, other));
        int wanted = folded(b);
        return low <= wanted && wanted <= high;
    }

    private boolean same(byte a, byte b) {
        return folded(a) == folded(b);
    }

    private int folded(byte b) {
        return ignoreCase && b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b;
    }
}
