// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.cairn.server.CommandFamilies;
import dev.cairn.server.resp.ReplySink;
import dev.cairn.server.resp.ReplyWriter;
import dev.cairn.server.resp.Request;
import dev.cairn.server.resp.RespDecoder;
import dev.cairn.server.resp.RespLimits;
import dev.cairn.server.session.NoOutput;
import dev.cairn.server.session.Session;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.StorageConfig;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Commands on a keyspace without a server: what they answer, and what the log would be told. */
public final class CommandStage implements AutoCloseable {
    private static final long START_MILLIS = 1_700_000_000_000L;

    /** The same for all stages, which are played on one after the other: to make it takes a while. */
    private static final CommandTable TABLE = new CommandTable(CommandFamilies.all());

    private final Keyspace keyspace;
    private final ReplyWriter reply = new ReplyWriter();
    private final Session session = new Session(1, NoOutput.INSTANCE, START_MILLIS);
    private final Request request = new Request();
    private final CommandContext context;
    private final List<List<String>> log = new ArrayList<>();
    private int protocol = 2;

    public CommandStage() {
        this(new StorageConfig().reserveBytes(256 << 20).hugePages(false));
    }

    public CommandStage(StorageConfig config) {
        keyspace = Keyspace.open(config);
        keyspace.tick(START_MILLIS);
        context = new CommandContext(null, keyspace, reply);
    }

    public Keyspace keyspace() {
        return keyspace;
    }

    public CommandStage protocol(int version) {
        protocol = version;
        return this;
    }

    /** What the log was told so far, command by command. */
    public List<List<String>> log() {
        return log;
    }

    /** Runs a command whose words have no blanks; line ends of the answer are shown as blanks. */
    public String say(String line) {
        return ask(line.split(" ")).replace("\r\n", " ").strip();
    }

    /** Runs a command, given as Latin-1, and returns its answer as RESP. */
    public String ask(String... words) {
        byte[][] arguments = new byte[words.length][];
        for (int i = 0; i < words.length; i++) {
            arguments[i] = words[i].getBytes(ISO_8859_1);
        }
        request.setArguments(arguments);
        CommandEntry entry = find();
        if (!entry.spec().accepts(words.length)) {
            return "-ERR wrong number of arguments\r\n";
        }
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ReplySink sink = answer::write;
        long changes = keyspace.changes();
        reply.begin(sink, protocol);
        context.enter(session, request, entry);
        entry.command().execute(context);
        reply.end();
        if (context.effects().named()) {
            decode(context.effects().encoded().array(), context.effects().encoded().length());
        } else if (keyspace.changes() != changes) {
            log.add(List.of(words));
        }
        return answer.toString(ISO_8859_1);
    }

    private CommandEntry find() {
        CommandEntry entry = TABLE.find(request.arg(0));
        return entry.subcommands().isEmpty()
                ? entry
                : CommandTable.findSubcommand(entry, request.arg(1));
    }

    private void decode(byte[] encoded, int end) {
        RespDecoder decoder = new RespDecoder(new RespLimits());
        Request effect = new Request();
        for (int at = 0; at < end; at += decoder.consumed()) {
            decoder.decode(encoded, at, end, true, effect);
            List<String> words = new ArrayList<>();
            for (int i = 0; i < effect.count(); i++) {
                words.add(effect.arg(i).toLatin1());
            }
            log.add(words);
        }
    }

    @Override
    public void close() {
        keyspace.close();
    }
}
