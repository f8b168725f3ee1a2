// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.feed;

import dev.cairn.storage.memory.ByteSlice;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * One command of the log as a line of ASCII text, in one of two formats:
 *
 * <pre>
 *   1234 2026-11-21T13:00:00.123Z [0] "SET" "key" "a\x00b"
 *   {"position":1234,"time":"2026-11-21T13:00:00.123Z","db":0,"command":["SET","key",{"base64":"YQBi/w=="}]}
 * </pre>
 *
 * In JSON a word is a string when it is UTF-8, else an object with its bytes in base64.
 */
public enum FeedLine {
    COMMANDS {
        @Override
        public void append(StringBuilder line, FeedCursor cursor) {
            line.append(cursor.position())
                    .append(' ')
                    .append(LogMoment.shown(cursor.timeMillis()))
                    .append(" [")
                    .append(cursor.database())
                    .append(']');
            for (int i = 0; i < cursor.command().count(); i++) {
                line.append(" \"");
                quote(line, cursor.command().arg(i));
                line.append('"');
            }
        }
    },
    JSON {
        @Override
        public void append(StringBuilder line, FeedCursor cursor) {
            line.append("{\"position\":")
                    .append(cursor.position())
                    .append(",\"time\":\"")
                    .append(LogMoment.shown(cursor.timeMillis()))
                    .append("\",\"db\":")
                    .append(cursor.database())
                    .append(",\"command\":[");
            for (int i = 0; i < cursor.command().count(); i++) {
                line.append(i == 0 ? "" : ",");
                word(line, cursor.command().arg(i).toBytes());
            }
            line.append("]}");
        }
    };

    /** Adds the cursor's command, without the line's end. */
    public abstract void append(StringBuilder line, FeedCursor cursor);

    /** As MONITOR shows bytes. */
    private static void quote(StringBuilder line, ByteSlice bytes) {
        for (int i = 0; i < bytes.length(); i++) {
            int b = bytes.at(i) & 0xff;
            switch (b) {
                case '"', '\\' -> line.append('\\').append((char) b);
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> {
                    if (b >= ' ' && b < 0x7f) {
                        line.append((char) b);
                    } else {
                        line.append(String.format(Locale.ROOT, "\\x%02x", b));
                    }
                }
            }
        }
    }

    private static void word(StringBuilder line, byte[] bytes) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            line.append('"');
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '"' || c == '\\') {
                    line.append('\\').append(c);
                } else if (c >= ' ' && c < 0x7f) {
                    line.append(c);
                } else {
                    line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                }
            }
            line.append('"');
        } catch (CharacterCodingException e) {
            line.append("{\"base64\":\"")
                    .append(Base64.getEncoder().encodeToString(bytes))
                    .append("\"}");
        }
    }
}
