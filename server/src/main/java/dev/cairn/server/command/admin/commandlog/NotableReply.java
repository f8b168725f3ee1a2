// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.commandlog;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.metrics.NotableCommand;
import dev.cairn.server.metrics.NotableCommands;
import dev.cairn.server.metrics.ServerMetrics;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.server.resp.ReplyWriter;

import java.util.Locale;

/** What SLOWLOG and COMMANDLOG have in common: their arguments, and how a noted command is shown. */
final class NotableReply {
    private static final ReplyError BAD_COUNT =
            ReplyError.of("ERR count should be greater than or equal to -1");
    private static final ReplyError BAD_TYPE =
            ReplyError.of(
                    "ERR type should be one of the following: slow, large-request, large-reply");

    private static final long ALL = -1;

    private NotableReply() {}

    static long countOrReply(CommandContext context, int index) {
        return context.rangeOrReply(index, ALL, Long.MAX_VALUE, BAD_COUNT);
    }

    static NotableCommands logOrReply(CommandContext context, int index) {
        ServerMetrics metrics = context.server().metrics();
        return switch (context.arg(index).toLatin1().toLowerCase(Locale.ROOT)) {
            case "slow" -> metrics.slow();
            case "large-request" -> metrics.largeRequests();
            case "large-reply" -> metrics.largeReplies();
            default -> {
                context.refuse(BAD_TYPE);
                yield null;
            }
        };
    }

    static void reply(CommandContext context, NotableCommands log, long count) {
        long shown = count == ALL ? log.size() : Math.min(count, log.size());
        context.reply().array(shown);
        log.newestFirst().stream().limit(shown).forEach(command -> reply(context.reply(), command));
    }

    private static void reply(ReplyWriter reply, NotableCommand command) {
        reply.array(6);
        reply.integer(command.id());
        reply.integer(command.unixSeconds());
        reply.integer(command.value());
        reply.array(command.arguments().size());
        command.arguments().forEach(reply::bulk);
        reply.bulk(command.clientAddress());
        reply.bulk(command.clientName());
    }
}
