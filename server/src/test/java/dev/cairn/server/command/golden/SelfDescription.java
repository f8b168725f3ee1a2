// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.golden;

import dev.cairn.server.command.ChangeFeed;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandEntry;
import dev.cairn.server.command.CommandTable;
import dev.cairn.server.command.EngineControl;
import dev.cairn.server.command.Lifecycle;
import dev.cairn.server.command.PersistenceControl;
import dev.cairn.server.command.ServerContext;
import dev.cairn.server.command.Settings;
import dev.cairn.server.config.Config;
import dev.cairn.server.metrics.ServerMetrics;
import dev.cairn.server.resp.ReplyWriter;
import dev.cairn.server.resp.Request;
import dev.cairn.server.session.NoOutput;
import dev.cairn.server.session.Session;
import dev.cairn.server.session.SessionRegistry;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Asks a command table about itself, with nothing of a server around it. */
final class SelfDescription {
    private SelfDescription() {}

    /** The reply, in RESP3, to COMMAND or one of its subcommands. */
    static Object ask(CommandTable table, String... words) throws IOException {
        Request request = new Request();
        request.setArguments(
                Arrays.stream(words)
                        .map(word -> word.getBytes(StandardCharsets.ISO_8859_1))
                        .toArray(byte[][]::new));
        CommandEntry entry = table.find(request.arg(0));
        if (words.length > 1) {
            entry = CommandTable.findSubcommand(entry, request.arg(1));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ReplyWriter reply = new ReplyWriter();
        reply.begin(bytes::write, 3);
        CommandContext context = new CommandContext(new TableOnly(table), null, reply);
        context.enter(new Session(1, NoOutput.INSTANCE, 0), request, entry);
        entry.command().execute(context);
        reply.end();
        return new RespValues(new ByteArrayInputStream(bytes.toByteArray())).read();
    }

    private record TableOnly(CommandTable commands) implements ServerContext {
        @Override
        public SessionRegistry sessions() {
            throw new UnsupportedOperationException();
        }

        @Override
        public EngineControl engine() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Config config() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Settings settings() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ServerMetrics metrics() {
            throw new UnsupportedOperationException();
        }

        @Override
        public PersistenceControl persistence() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ChangeFeed feed() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Lifecycle lifecycle() {
            throw new UnsupportedOperationException();
        }
    }
}
