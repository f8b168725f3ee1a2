// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.generic.sort;

import dev.cairn.server.command.CommandContext;
import dev.cairn.storage.Database;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.type.list.ListLoader;

import java.util.List;

/**
 * Where the sorted elements go: the reply, or a list, which stands beside the keyspace until all of them are known. Whoever makes
 * one closes it.
 */
final class SortOutput implements AutoCloseable {
    private final CommandContext context;
    private final SortArguments arguments;
    private final ListLoader list;
    private final ByteSlice slice = new ByteSlice();
    private byte[] text = new byte[256];
    private long count;

    SortOutput(CommandContext context, SortArguments arguments) {
        this.context = context;
        this.arguments = arguments;
        this.list = arguments.store() == null ? null : new ListLoader(context.keyspace());
    }

    /** Begins the output of so many elements. */
    void begin(long elements) {
        if (list == null) {
            context.reply().array(elements * Math.max(1, arguments.gets().size()));
        } else {
            list.begin();
        }
    }

    void element(StoredBytes element) {
        List<SortPattern> gets = arguments.gets();
        if (gets.isEmpty()) {
            put(element);
        }
        for (int i = 0; i < gets.size(); i++) {
            put(gets.get(i).find(context, element));
        }
    }

    /** Puts the list under its key, where one is wanted, and answers with its length. */
    void end() {
        if (list == null) {
            return;
        }
        ByteSlice target = arguments.store();
        Database database = context.database();
        database.delete(target, true);
        list.end(database, target, -1);
        if (count > 0) {
            database.changed(target);
        }
        context.reply().integer(count);
    }

    private void put(StoredBytes element) {
        if (list != null) {
            list.element(textOf(element));
            count++;
        } else if (element == null) {
            context.reply().nullBulk();
        } else {
            context.reply().bulk(element);
        }
    }

    private ByteSlice textOf(StoredBytes element) {
        int length = element == null ? 0 : element.length();
        if (length > text.length) {
            text = new byte[Math.max(length, 2 * text.length)];
        }
        if (length > 0) {
            element.copyTo(text, 0);
        }
        return slice.set(text, 0, length);
    }

    /** Drops a list that has not been put under its key. */
    @Override
    public void close() {
        if (list != null) {
            list.abandon();
        }
    }
}
