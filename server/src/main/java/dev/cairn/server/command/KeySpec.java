// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command;

import java.util.List;

/**
 * Where keys stand among a command's arguments, and what happens to them; as {@code COMMAND INFO} shows it.
 *
 * <p>The search for the first key begins at {@code index}, or after the word {@code keyword} when that is not null
 * (looked for from {@code index} on, backwards when negative). From there keys are found either as a range, or after
 * a count of keys.
 *
 * @param flags words as replies show them, in their order: {@code RO RW OW RM access insert update delete not_key
 *     incomplete variable_flags}
 * @param keyword the word that stands before the keys, or null
 * @param index where the search begins; 0 is the command's name
 * @param countedBy where the number of keys stands relative to the begin, or -1 for a range
 * @param firstKey for counted keys: the first key relative to the begin
 * @param lastKey for a range: the last key relative to the begin; negative counts from the end (-1 is the last)
 * @param step how many arguments from one key to the next
 * @param limit for a range with {@code lastKey} -1: when above 1, the keys end at that fraction of the rest
 * @param notes words for people, or null
 */
public record KeySpec(
        List<String> flags,
        String keyword,
        int index,
        int countedBy,
        int firstKey,
        int lastKey,
        int step,
        int limit,
        String notes) {

    /** One key at argument {@code index}. */
    public static KeySpec at(int index, String... flags) {
        return range(index, 0, 1, flags);
    }

    /** Keys from argument {@code index} to {@code lastKey}, which is relative to it or, when negative, to the end. */
    public static KeySpec range(int index, int lastKey, int step, String... flags) {
        return new KeySpec(List.of(flags), null, index, -1, 0, lastKey, step, 0, null);
    }

    /** As many keys as argument {@code index} says, which follow it. */
    public static KeySpec counted(int index, String... flags) {
        return new KeySpec(List.of(flags), null, index, 0, 1, 0, 1, 0, null);
    }

    /** The keys after a keyword. */
    public static KeySpec afterKeyword(
            String keyword, int from, int lastKey, int step, int limit, String... flags) {
        return new KeySpec(List.of(flags), keyword, from, -1, 0, lastKey, step, limit, null);
    }

    /** Keys that no rule finds: their names depend on data, or the word before them may stand anywhere. */
    public static KeySpec unknown(String... flags) {
        return new KeySpec(List.of(flags), null, 0, -1, 0, 0, 0, 0, null);
    }

    /** Whether no rule finds the keys. */
    public boolean isUnknown() {
        return keyword == null && index == 0;
    }

    /** The same with a note for people. */
    public KeySpec withNotes(String text) {
        return new KeySpec(flags, keyword, index, countedBy, firstKey, lastKey, step, limit, text);
    }

    /** The same with another number of arguments between keys; for counted keys. */
    public KeySpec withStep(int arguments) {
        return new KeySpec(
                flags, keyword, index, countedBy, firstKey, lastKey, arguments, limit, notes);
    }
}
