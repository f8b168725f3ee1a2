// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.generic.sort;

import dev.cairn.server.command.CommandContext;
import dev.cairn.storage.Database;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.type.list.ListEdit;

import java.util.Arrays;
import java.util.List;

/** Where the sorted elements go: the reply, or a list, for which they wait until all of them are known. */
final class SortOutput {
    private final CommandContext context;
    private final SortArguments arguments;
    private final ByteSlice slice = new ByteSlice();
    private byte[] texts = new byte[256];
    private int[] ends = new int[16];
    private int count;
    private int length;

    SortOutput(CommandContext context, SortArguments arguments) {
        this.context = context;
        this.arguments = arguments;
    }

    /** Begins the output of so many elements. */
    void begin(long elements) {
        if (arguments.store() == null) {
            context.reply().array(elements * Math.max(1, arguments.gets().size()));
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

    /** Makes the list, where one is wanted, and answers with its length. */
    void end() {
        ByteSlice target = arguments.store();
        if (target == null) {
            return;
        }
        Database database = context.database();
        database.delete(target, true);
        if (count > 0) {
            ListEdit list = database.lists().edit(target);
            list.expect(count, length);
            for (int i = 0; i < count; i++) {
                int from = i == 0 ? 0 : ends[i - 1];
                list.push(slice.set(texts, from, ends[i] - from), false);
            }
        }
        context.reply().integer(count);
    }

    private void put(StoredBytes text) {
        if (arguments.store() == null) {
            if (text == null) {
                context.reply().nullBulk();
            } else {
                context.reply().bulk(text);
            }
            return;
        }
        int added = text == null ? 0 : text.length();
        int end = Math.addExact(length, added);
        if (end > texts.length) {
            texts = Arrays.copyOf(texts, (int) Math.min(2L * end, Integer.MAX_VALUE - 8L));
        }
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
        }
        if (text != null) {
            text.copyTo(texts, length);
        }
        length = end;
        ends[count++] = end;
    }
}
