// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

import dev.cairn.storage.memory.ByteSlice;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One reply as it came: its type byte, its text, and what it holds. Two replies are equal when their bytes were.
 *
 * @param type the first byte
 * @param text the line after it, or the bytes of a bulk string; as Latin-1
 * @param items what an aggregate holds, null for anything else
 */
public record Reply(char type, String text, List<Reply> items) {
    static Reply read(InputStream in) throws IOException {
        int type = in.read();
        if (type < 0) {
            throw new EOFException("the server closed the connection");
        }
        String line = readLine(in);
        return switch (type) {
            case '$', '=', '!' -> readBulk(in, (char) type, Integer.parseInt(line));
            case '*', '~', '>' -> readItems(in, (char) type, line, 1);
            case '%', '|' -> readItems(in, (char) type, line, 2);
            case '+', '-', ':', '_', '#', ',', '(' -> new Reply((char) type, line, null);
            default -> throw new IOException("no reply begins with " + type + ": '" + line + "'");
        };
    }

    private static Reply readBulk(InputStream in, char type, int length) throws IOException {
        if (length < 0) {
            return new Reply(type, "(nil)", null);
        }
        byte[] bytes = in.readNBytes(length);
        String end = readLine(in);
        if (bytes.length < length || !end.isEmpty()) {
            throw new IOException("a bulk string of " + length + " bytes ends with '" + end + "'");
        }
        return new Reply(type, length + ":" + new String(bytes, StandardCharsets.ISO_8859_1), null);
    }

    private static Reply readItems(InputStream in, char type, String line, int each)
            throws IOException {
        int count = Integer.parseInt(line);
        if (count < 0) {
            return new Reply(type, "(nil)", null);
        }
        List<Reply> items = new ArrayList<>();
        for (int i = 0; i < count * each; i++) {
            items.add(read(in));
        }
        return new Reply(type, "", items);
    }

    private static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\r'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the connection ends within a reply: '" + line + "'");
            }
            line.append((char) b);
        }
        if (in.read() != '\n') {
            throw new IOException("a line ends with a carriage return alone: '" + line + "'");
        }
        return line.toString();
    }

    public boolean isError() {
        return type == '-' || type == '!';
    }

    boolean isQueued() {
        return type == '+' && text.equals("QUEUED");
    }

    boolean isNull() {
        return type == '_' || text.equals("(nil)");
    }

    /** The bytes of a bulk string. */
    byte[] bytes() {
        return text.substring(text.indexOf(':') + 1).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        String shown = ByteSlice.of(text).toString();
        if (shown.length() > 300) {
            shown = shown.substring(0, 300) + "... (" + text.length() + " bytes)";
        }
        return type + (items == null ? shown : items.toString());
    }
}
