// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.connection;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.ValkeyVersion;
import dev.cairn.server.config.ClientConfig;
import dev.cairn.server.config.directive.Text;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.server.resp.ReplyWriter;

/** Greets the server: chooses the protocol, and may authenticate and name the connection at once. */
final class HelloCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("hello", -1, CommandGroup.CONNECTION)
                    .since("6.0.0")
                    .summary("Handshakes with the server.")
                    .complexity("O(1)")
                    .flags(
                            CommandFlag.NOSCRIPT,
                            CommandFlag.LOADING,
                            CommandFlag.STALE,
                            CommandFlag.FAST,
                            CommandFlag.NO_AUTH,
                            CommandFlag.ALLOW_BUSY)
                    .acl(AclCategory.CONNECTION)
                    .changed(
                            "8.1.0",
                            "A new `availability_zone` field is added to the response if the"
                                    + " `availability-zone` config is set.")
                    .changed(
                            "6.2.0",
                            "`protover` made optional; when called without arguments the command"
                                    + " reports the current connection's context.");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    private static final ReplyError NO_PROTO =
            ReplyError.of("NOPROTO unsupported protocol version");
    private static final ReplyError NOT_A_VERSION =
            ReplyError.of("ERR Protocol version is not an integer or out of range");
    private static final ReplyError NOT_AUTHENTICATED =
            ReplyError.of(
                    "NOAUTH HELLO must be called with the client already authenticated, otherwise"
                        + " the HELLO <proto> AUTH <user> <pass> option can be used to authenticate"
                        + " the client and select the RESP protocol version at the same time");

    @Override
    public void execute(CommandContext context) {
        int protocol = context.session().protocol();
        if (context.argc() > 1) {
            long version = context.longOrReply(1, NOT_A_VERSION);
            if (context.refused()) {
                return;
            }
            if (version != 2 && version != 3) {
                context.refuse(NO_PROTO);
                return;
            }
            protocol = (int) version;
        }
        int userAt = 0;
        int nameAt = 0;
        for (int i = 2; i < context.argc(); i++) {
            int more = context.argc() - 1 - i;
            if (context.request().is(i, "AUTH") && more >= 2) {
                userAt = i + 1;
                i += 2;
            } else if (context.request().is(i, "SETNAME") && more >= 1) {
                nameAt = i + 1;
                i++;
                if (!ClientNames.isValid(context.arg(nameAt))) {
                    context.refuse(ClientNames.INVALID);
                    return;
                }
            } else {
                context.refuse(
                        "ERR Syntax error in HELLO option '" + context.arg(i).toLatin1() + "'");
                return;
            }
        }
        if (userAt > 0
                && !Credentials.authenticate(
                        context, context.arg(userAt), context.arg(userAt + 1))) {
            context.refuse(Credentials.WRONG);
        } else if (!context.session().isAuthenticated() && !Credentials.isOpen(context.server())) {
            context.refuse(NOT_AUTHENTICATED);
        } else {
            if (nameAt > 0) {
                context.session().name(context.arg(nameAt).toLatin1());
            }
            greet(context, protocol);
        }
    }

    private static void greet(CommandContext context, int protocol) {
        context.session().protocol(protocol);
        ClientConfig clients = context.server().config().clients;
        ReplyWriter reply = context.reply();
        reply.protocol(protocol);
        Text zone = clients.availabilityZone;
        reply.map(zone.isEmpty() ? 7 : 8);
        boolean asRedis = clients.extendedRedisCompatibility.isOn();
        reply.bulk("server");
        reply.bulk(asRedis ? "redis" : "valkey");
        reply.bulk("version");
        reply.bulk(asRedis ? ValkeyVersion.REDIS : ValkeyVersion.NUMBER);
        reply.bulk("proto");
        reply.integer(protocol);
        reply.bulk("id");
        reply.integer(context.session().id());
        reply.bulk("mode");
        reply.bulk("standalone");
        reply.bulk("role");
        reply.bulk("master");
        reply.bulk("modules");
        reply.array(0);
        if (!zone.isEmpty()) {
            reply.bulk("availability_zone");
            reply.bulk(zone.bytes());
        }
    }
}
