// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.debug;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.server.resp.ReplyWriter;

import java.util.List;
import java.util.Locale;

/** PROTOCOL: a reply of each type that the protocol has, for those who write clients. */
final class DebugProtocol {
    private static final ReplyError UNKNOWN =
            ReplyError.of(
                    "ERR Wrong protocol type name. Please use one of the following:"
                        + " string|integer|double|bignum|null|array|set|map|attrib|push|verbatim|true|false");

    private DebugProtocol() {}

    static List<DebugVerb> verbs() {
        return List.of(new DebugVerb("PROTOCOL", 3, 3, DebugProtocol::reply));
    }

    private static void reply(CommandContext context) {
        ReplyWriter reply = context.reply();
        switch (context.arg(2).toLatin1().toLowerCase(Locale.ROOT)) {
            case "string" -> reply.bulk("Hello World");
            case "integer" -> reply.integer(12345);
            case "double" -> reply.doubleValue(3.141);
            case "null" -> reply.nullBulk();
            case "array" -> {
                reply.array(3);
                numbers(reply);
            }
            case "set" -> {
                reply.set(3);
                numbers(reply);
            }
            case "map" -> map(reply);
            case "attrib" -> attribute(reply);
            case "push" -> push(context);
            case "true" -> reply.bool(true);
            case "false" -> reply.bool(false);
            case "verbatim" -> reply.verbatim("txt", "This is a verbatim\nstring");
            case "bignum" -> reply.bigNumber("1234567999999999999999999999999999999");
            default -> context.refuse(UNKNOWN);
        }
    }

    private static void numbers(ReplyWriter reply) {
        for (int i = 0; i < 3; i++) {
            reply.integer(i);
        }
    }

    private static void map(ReplyWriter reply) {
        reply.map(3);
        for (int i = 0; i < 3; i++) {
            reply.integer(i);
            reply.bool(i == 1);
        }
    }

    private static void attribute(ReplyWriter reply) {
        if (reply.protocol() > 2) {
            reply.attribute(1);
            reply.bulk("key-popularity");
            reply.array(2);
            reply.bulk("key:123");
            reply.integer(90);
        }
        reply.bulk("Some real reply following the attribute");
    }

    /** A push message comes between replies: the real reply goes first. */
    private static void push(CommandContext context) {
        ReplyWriter reply = context.reply();
        if (reply.protocol() == 2) {
            context.refuse("ERR RESP2 is not supported by this command");
            return;
        }
        reply.bulk("Some real reply following the push reply");
        reply.push(2);
        reply.bulk("server-cpu-usage");
        reply.integer(42);
    }
}
