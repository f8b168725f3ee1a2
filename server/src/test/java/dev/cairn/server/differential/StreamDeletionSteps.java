// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

import java.util.ArrayList;
import java.util.List;

/** Commands of streams with those among them that Redis has and Valkey has not, and ids that the server draws. */
final class StreamDeletionSteps implements StepSource {
    private final StepSource streams = new StreamSteps();

    @Override
    public List<String> next(Chance chance) {
        if (chance.percent(80)) {
            return streams.next(chance);
        }
        String key = chance.of(List.of("a", "b", "c", "d"));
        if (chance.percent(30)) {
            return StepSource.command("XADD", key, "MAXLEN", "~", 150, "40-*", "f", chance.value());
        }
        List<String> words = new ArrayList<>();
        boolean acknowledges = chance.percent(50);
        words.add(acknowledges ? "XACKDEL" : "XDELEX");
        words.add(key);
        if (acknowledges) {
            words.add(chance.of(List.of("g", "h", "group")));
        }
        if (chance.percent(80)) {
            words.add(chance.word("KEEPREF", "DELREF", "ACKED"));
        }
        int count = 1 + chance.below(8);
        words.add("IDS");
        words.add("" + count);
        for (int i = 0; i < count; i++) {
            words.add("40-" + chance.below(400));
        }
        return words;
    }
}
