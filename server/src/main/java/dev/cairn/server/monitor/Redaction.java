// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.monitor;

import dev.cairn.server.command.CommandEntry;
import dev.cairn.server.config.Directives;
import dev.cairn.server.config.directive.Directive;
import dev.cairn.server.resp.Request;
import dev.cairn.storage.memory.ByteSlice;

/** Knows which arguments of a command are secret, so that neither logs nor monitors show them. */
final class Redaction {
    static final ByteSlice REPLACEMENT = ByteSlice.of("(redacted)");

    private final Directives directives;

    Redaction(Directives directives) {
        this.directives = directives;
    }

    boolean isSecret(CommandEntry command, Request request, int index) {
        return switch (command.fullName()) {
            case "auth" -> index >= 1;
            case "hello" -> isAfterAuth(request, index);
            case "config|set" ->
                    index >= 3 && index % 2 == 1 && isSensitive(request.arg(index - 1));
            default -> false;
        };
    }

    /** The two words after AUTH, which may itself be what a client is named. */
    private static boolean isAfterAuth(Request request, int index) {
        for (int at = 2; at < index; at++) {
            if (request.is(at, "AUTH")) {
                if (index <= at + 2) {
                    return true;
                }
                at += 2;
            } else if (request.is(at, "SETNAME")) {
                at++;
            }
        }
        return false;
    }

    private boolean isSensitive(ByteSlice name) {
        Directive<?> directive = directives.find(name.toLatin1());
        return directive != null && directive.spec().isSensitive();
    }
}
