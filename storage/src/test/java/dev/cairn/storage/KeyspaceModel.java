// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What a keyspace should hold, as plain as can be: for each database its keys, each with its value and expiry. */
final class KeyspaceModel {
    /** A string where {@code fields} is null, else a hash. */
    record Value(String text, Map<String, Field> fields, long expireAtMillis) {
        Value withExpiry(long atMillis) {
            return new Value(text, fields, atMillis);
        }

        Value copy() {
            return new Value(text, fields == null ? null : new TreeMap<>(fields), expireAtMillis);
        }
    }

    record Field(String value, long expireAtMillis) {}

    private final Map<Integer, Map<String, Value>> databases = new HashMap<>();

    Map<String, Value> database(int index) {
        return databases.computeIfAbsent(index, i -> new HashMap<>());
    }

    void swap(int a, int b) {
        Map<String, Value> first = database(a);
        databases.put(a, database(b));
        databases.put(b, first);
    }

    void flush(int index) {
        if (index < 0) {
            databases.clear();
        } else {
            databases.remove(index);
        }
    }

    /** Everything as text, one line per key, which tests compare. */
    Map<String, String> dump() {
        Map<String, String> lines = new TreeMap<>();
        databases.forEach(
                (index, keys) ->
                        keys.forEach((key, value) -> lines.put(index + " " + key, line(value))));
        return lines;
    }

    static String line(Value value) {
        String content =
                value.fields() == null ? value.text() : new TreeMap<>(value.fields()).toString();
        return content + " until " + value.expireAtMillis();
    }
}
