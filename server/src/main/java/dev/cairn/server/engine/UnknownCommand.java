// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import dev.cairn.server.command.CommandEntry;
import dev.cairn.server.command.CommandTable;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.server.resp.Request;
import dev.cairn.storage.memory.ByteSlice;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The error for a command that does not exist, with Valkey's words. */
final class UnknownCommand {
    private static final int SHOWN_LENGTH = 128;

    private UnknownCommand() {}

    static ReplyError describe(CommandTable table, Request request) {
        CommandEntry container = table.find(request.arg(0));
        if (container != null) {
            return ReplyError.of(
                    "ERR unknown subcommand '"
                            + shown(request.arg(1), SHOWN_LENGTH)
                            + "'. Try "
                            + container.fullName().toUpperCase(Locale.ROOT)
                            + " HELP.");
        }
        StringBuilder arguments = new StringBuilder();
        for (int i = 1; i < request.count() && arguments.length() < SHOWN_LENGTH; i++) {
            arguments
                    .append('\'')
                    .append(shown(request.arg(i), SHOWN_LENGTH - arguments.length()))
                    .append("' ");
        }
        return ReplyError.of(
                "ERR unknown command '"
                        + shown(request.arg(0), SHOWN_LENGTH)
                        + "', with args beginning with: "
                        + arguments);
    }

    /** The text up to its first zero byte, as the C library prints it. */
    private static String shown(ByteSlice text, int most) {
        int length = 0;
        while (length < Math.min(most, text.length()) && text.at(length) != 0) {
            length++;
        }
        return new String(text.array(), text.offset(), length, StandardCharsets.ISO_8859_1);
    }
}
