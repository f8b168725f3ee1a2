// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.recovery;

import dev.cairn.server.CairnServer;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A client that sends a command and waits for its reply, which it gives as text. */
public final class RespClient implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    public RespClient(CairnServer server) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** The reply: text as it is, null as "nil", arrays in brackets, errors with their dash. */
    public String call(String... words) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        append(request, "*" + words.length);
        for (String word : words) {
            append(request, "$" + word.length());
            append(request, word);
        }
        socket.getOutputStream().write(request.toByteArray());
        return reply();
    }

    private static void append(ByteArrayOutputStream request, String text) {
        request.writeBytes((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private String reply() throws IOException {
        String line = line();
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+', ':' -> rest;
            case '-' -> line;
            case '$' -> bulk(Integer.parseInt(rest));
            case '*' -> array(Integer.parseInt(rest));
            default -> throw new IOException("reply " + line);
        };
    }

    private String array(int count) throws IOException {
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            elements.add(reply());
        }
        return count < 0 ? "nil" : elements.toString();
    }

    private String bulk(int length) throws IOException {
        if (length < 0) {
            return "nil";
        }
        String text = new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
        in.skipNBytes(2);
        return text;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\r'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the server closed the connection after " + line);
            }
            line.append((char) b);
        }
        in.read();
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
