// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.golden;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads RESP3 replies as plain Java: String, Long, Boolean, null, List (arrays and sets), Map in the order it came. */
final class RespValues {
    private final DataInputStream in;

    RespValues(InputStream in) {
        this.in = new DataInputStream(in);
    }

    Object read() throws IOException {
        String line = line();
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+', '-' -> rest;
            case ':' -> Long.parseLong(rest);
            case '#' -> rest.equals("t");
            case '_' -> null;
            case '$' -> rest.startsWith("-") ? null : bulk(Integer.parseInt(rest));
            case '*', '~' -> rest.startsWith("-") ? null : list(Integer.parseInt(rest));
            case '%' -> map(Integer.parseInt(rest));
            default -> throw new IOException("unexpected reply: " + line);
        };
    }

    private List<Object> list(int count) throws IOException {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.add(read());
        }
        return list;
    }

    private Map<Object, Object> map(int count) throws IOException {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            Object key = read();
            map.put(key, read());
        }
        return map;
    }

    private String bulk(int length) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        in.skipNBytes(2);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.readUnsignedByte(); b != '\n'; b = in.readUnsignedByte()) {
            line.append((char) b);
        }
        return line.substring(0, line.length() - 1);
    }
}
