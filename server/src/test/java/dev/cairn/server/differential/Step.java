// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

import dev.cairn.storage.memory.ByteSlice;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One command that one of the clients sends.
 *
 * @param client which of them
 * @param arguments the command's name and arguments, as Latin-1
 */
public record Step(int client, List<String> arguments) {
    public static Step of(int client, Object... arguments) {
        List<String> texts = new ArrayList<>();
        for (Object argument : arguments) {
            texts.add(argument.toString());
        }
        return new Step(client, texts);
    }

    /** The command's name in small letters. */
    String name() {
        return arguments.isEmpty() ? "" : arguments.getFirst().toLowerCase(Locale.ROOT);
    }

    /** The command as RESP. */
    public byte[] encoded() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ascii("*" + arguments.size() + "\r\n"));
        for (String argument : arguments) {
            out.writeBytes(ascii("$" + argument.length() + "\r\n" + argument + "\r\n"));
        }
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        StringBuilder line = new StringBuilder().append(client).append('>');
        for (String argument : arguments) {
            String shown = ByteSlice.of(argument).toString();
            if (shown.length() > 120) {
                shown = shown.substring(0, 60) + "...(" + argument.length() + " bytes)";
            }
            boolean plain = !shown.isEmpty() && shown.indexOf(' ') < 0;
            line.append(' ').append(plain ? shown : "\"" + shown + "\"");
        }
        return line.toString();
    }
}
