// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.monitor;

import dev.cairn.server.command.CommandEntry;
import dev.cairn.server.command.ServerContext;
import dev.cairn.server.resp.Request;
import dev.cairn.server.session.Session;
import dev.cairn.storage.memory.ByteSlice;

import java.util.List;

/**
 * Sends each command to the clients that have called MONITOR, as a line:
 *
 * <pre>
 *   +1795256759.330538 [0 127.0.0.1:44764] "SET" "a" "b\n"
 * </pre>
 */
final class MonitorFeed {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int MICROS_DIGITS = 6;

    private final ServerContext server;
    private final Redaction redaction;

    MonitorFeed(ServerContext server, Redaction redaction) {
        this.server = server;
        this.redaction = redaction;
    }

    void show(Session session, CommandEntry command, Request request) {
        String line = line(session, command, request);
        for (Session monitor : List.copyOf(server.sessions().monitors())) {
            server.engine().answer(monitor, reply -> reply.simple(line));
        }
    }

    private String line(Session session, CommandEntry command, Request request) {
        long micros = server.engine().nowMicros();
        String fraction = Long.toString(micros % MICROS_PER_SECOND);
        StringBuilder line = new StringBuilder(64);
        line.append(micros / MICROS_PER_SECOND)
                .append('.')
                .repeat('0', MICROS_DIGITS - fraction.length())
                .append(fraction)
                .append(" [")
                .append(session.database())
                .append(' ')
                .append(address(session))
                .append(']');
        ShownWords words = new ShownWords(command, request, redaction);
        for (int i = 0; i < words.count(); i++) {
            line.append(" \"");
            appendEscaped(line, words.word(i));
            line.append('"');
        }
        return line.toString();
    }

    private static String address(Session session) {
        String address = session.output().remoteAddress();
        return session.output().isUnixSocket() ? "unix:" + address : address;
    }

    static void appendEscaped(StringBuilder line, ByteSlice word) {
        for (int i = 0; i < word.length(); i++) {
            int b = word.at(i) & 0xff;
            switch (b) {
                case '\\', '"' -> line.append('\\').append((char) b);
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                case 0x07 -> line.append("\\a");
                case '\b' -> line.append("\\b");
                default -> {
                    if (b >= ' ' && b < 0x7f) {
                        line.append((char) b);
                    } else {
                        line.append("\\x")
                                .append(Character.forDigit(b >> 4, 16))
                                .append(Character.forDigit(b & 0xf, 16));
                    }
                }
            }
        }
    }
}
