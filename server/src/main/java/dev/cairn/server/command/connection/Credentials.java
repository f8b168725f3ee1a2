// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.connection;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.ServerContext;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.memory.ByteSlice;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Checks passwords. There is one user, {@code default}, and its password is {@code requirepass}. */
final class Credentials {
    static final ReplyError WRONG =
            ReplyError.of("WRONGPASS invalid username-password pair or user is disabled.");

    private static final String USER = "default";

    private Credentials() {}

    /** Whether the default user needs no password. */
    static boolean isOpen(ServerContext server) {
        return server.settings().get("requirepass").isEmpty();
    }

    /** Authenticates the session if the pair is right; otherwise the session stays what it was. */
    static boolean authenticate(CommandContext context, ByteSlice user, ByteSlice password) {
        boolean right =
                user.toString().equals(USER)
                        && (isOpen(context.server()) || isPassword(context.server(), password));
        return settle(context, right);
    }

    /** Authenticates the session as the default user if the password is right. */
    static boolean authenticate(CommandContext context, ByteSlice password) {
        boolean right = isPassword(context.server(), password);
        return settle(context, right);
    }

    private static boolean settle(CommandContext context, boolean right) {
        if (right) {
            context.session().authenticated(true);
        } else {
            context.server().metrics().loginDenied();
        }
        return right;
    }

    /** Compares in a time that tells nothing of how much was right. */
    private static boolean isPassword(ServerContext server, ByteSlice given) {
        byte[] password = server.settings().get("requirepass").getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(password, given.toBytes());
    }
}
