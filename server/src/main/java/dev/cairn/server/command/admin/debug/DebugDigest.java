// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.debug;

import dev.cairn.server.command.CommandContext;
import dev.cairn.storage.Database;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.number.DoubleText;
import dev.cairn.storage.type.hash.HashCursor;
import dev.cairn.storage.type.list.ListCursor;
import dev.cairn.storage.type.set.SetCursor;
import dev.cairn.storage.type.stream.StreamCursor;
import dev.cairn.storage.type.stream.StreamId;
import dev.cairn.storage.type.stream.StreamIds;
import dev.cairn.storage.type.stream.Streams;
import dev.cairn.storage.type.zset.SortedSetCursor;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** DIGEST and DIGEST-VALUE: a signature of the data, the same in every order of keys and fields. */
final class DebugDigest {
    private static final int KEYS_AT_ONCE = 100;

    private DebugDigest() {}

    static List<DebugVerb> verbs() {
        return List.of(
                new DebugVerb("DIGEST", 2, 2, DebugDigest::everything),
                new DebugVerb("DIGEST-VALUE", 2, DebugVerb.ANY, DebugDigest::values));
    }

    private static void everything(CommandContext context) {
        DataDigest digest = new DataDigest();
        for (int i = 0; i < context.keyspace().databaseCount(); i++) {
            Database database = context.keyspace().database(i);
            if (database.size() > 0) {
                digest.mix(i);
                addKeys(digest, database);
            }
        }
        context.reply().simple(digest.hex());
    }

    private static void addKeys(DataDigest digest, Database database) {
        long cursor = 0;
        do {
            // The entries are described while they are visited: nothing changes in between.
            cursor =
                    database.scan(
                            cursor,
                            KEYS_AT_ONCE,
                            (key, entry) -> {
                                DataDigest each = new DataDigest();
                                each.mix(key.toBytes());
                                addValue(each, database, entry);
                                digest.xor(each.bytes());
                            });
        } while (cursor != 0);
    }

    private static void values(CommandContext context) {
        context.reply().array(context.argc() - 2);
        for (int i = 2; i < context.argc(); i++) {
            DataDigest digest = new DataDigest();
            long entry = context.database().peek(context.arg(i));
            if (entry != 0) {
                addValue(digest, context.database(), entry);
            }
            context.reply().simple(digest.hex());
        }
    }

    /** The number by which Valkey's data structures know the type. */
    private static int number(ValueType type) {
        return switch (type) {
            case STRING -> 0;
            case LIST -> 1;
            case SET -> 2;
            case ZSET -> 3;
            case HASH -> 4;
            case STREAM -> 6;
        };
    }

    private static void addEntries(DataDigest digest, Streams streams, long stream) {
        StreamId greatest = new StreamId().set(StreamIds.MAX, StreamIds.MAX);
        StreamCursor entries = streams.cursor().start(stream, new StreamId(), greatest, false);
        while (entries.next()) {
            String id =
                    Long.toUnsignedString(entries.ms())
                            + "."
                            + Long.toUnsignedString(entries.seq());
            digest.mix(id.getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < entries.fields(); i++) {
                entries.nextField();
                digest.mix(entries.field().toBytes());
                digest.mix(entries.value().toBytes());
            }
        }
    }

    private static void addMembers(DataDigest digest, SortedSetCursor members) {
        DoubleText text = new DoubleText();
        byte[] score = new byte[DoubleText.LONGEST];
        while (members.next()) {
            DataDigest member = new DataDigest();
            member.mix(members.member().toBytes());
            member.mix(Arrays.copyOf(score, text.writeShortest(members.score(), score, 0)));
            digest.xor(member.bytes());
        }
    }

    private static void addValue(DataDigest digest, Database database, long entry) {
        ValueType type = database.type(entry);
        digest.mix(number(type));
        switch (type) {
            case STRING -> digest.mix(database.strings().value(entry).toBytes());
            case LIST -> {
                long length = database.lists().length(entry);
                ListCursor elements = database.lists().cursor(entry, 0, true);
                for (long i = 0; i < length; i++) {
                    elements.next();
                    digest.mix(elements.value().toBytes());
                }
            }
            case ZSET -> addMembers(digest, database.sortedSets().cursor(entry, 0));
            case SET -> {
                SetCursor members = database.sets().cursor(entry);
                while (members.next()) {
                    digest.xor(members.member().toBytes());
                }
            }
            case HASH -> {
                HashCursor fields = database.hashes().cursor(entry);
                while (fields.next()) {
                    DataDigest field = new DataDigest();
                    field.mix(fields.field().toBytes());
                    field.mix(fields.value().toBytes());
                    digest.xor(field.bytes());
                }
            }
            case STREAM -> addEntries(digest, database.streams(), database.streams().stream(entry));
        }
        if (database.expireAtMillis(entry) >= 0) {
            digest.xor(DataDigest.EXPIRES);
        }
    }
}
