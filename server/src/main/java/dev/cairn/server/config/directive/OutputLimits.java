// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config.directive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The directive {@code client-output-buffer-limit}: how much may wait to be sent to a client of each class before it is
 * disconnected.
 */
public final class OutputLimits
        extends Directive<Map<OutputLimits.ClientClass, OutputLimits.Limit>> {
    /** Classes of clients, in the order in which they are shown. */
    public enum ClientClass {
        NORMAL("normal", "normal"),
        REPLICA("slave", "replica"),
        PUBSUB("pubsub", "pubsub");

        private final String shown;
        private final String written;

        ClientClass(String shown, String written) {
            this.shown = shown;
            this.written = written;
        }

        private static ClientClass named(String word) throws DirectiveException {
            String name = word.toLowerCase(Locale.ROOT);
            for (ClientClass each : values()) {
                if (each.shown.equals(name) || each.written.equals(name)) {
                    return each;
                }
            }
            throw new DirectiveException(
                    "Invalid client class specified in buffer limit configuration.");
        }
    }

    /** At once beyond the hard limit, after so many seconds beyond the soft one; 0 bytes limit nothing. */
    public record Limit(long hardBytes, long softBytes, long softSeconds) {
        // Written by hand, because the JVM makes a record's own methods when they are first called:
        // in each start.
        @Override
        public boolean equals(Object other) {
            return other instanceof Limit limit
                    && hardBytes == limit.hardBytes
                    && softBytes == limit.softBytes
                    && softSeconds == limit.softSeconds;
        }

        @Override
        public int hashCode() {
            return Objects.hash(hardBytes, softBytes, softSeconds);
        }
    }

    private Limit normal;
    private Limit replica;
    private Limit pubsub;

    public OutputLimits(DirectiveSpec spec, Limit normal, Limit replica, Limit pubsub) {
        super(spec.severalWords(), limits(normal, replica, pubsub));
        this.normal = normal;
        this.replica = replica;
        this.pubsub = pubsub;
    }

    private static Map<ClientClass, Limit> limits(Limit normal, Limit replica, Limit pubsub) {
        return Map.of(
                ClientClass.NORMAL,
                normal,
                ClientClass.REPLICA,
                replica,
                ClientClass.PUBSUB,
                pubsub);
    }

    public Limit normal() {
        return normal;
    }

    public Limit replica() {
        return replica;
    }

    public Limit pubsub() {
        return pubsub;
    }

    @Override
    public Map<ClientClass, Limit> get() {
        return limits(normal, replica, pubsub);
    }

    @Override
    public void put(Map<ClientClass, Limit> value) {
        normal = value.get(ClientClass.NORMAL);
        replica = value.get(ClientClass.REPLICA);
        pubsub = value.get(ClientClass.PUBSUB);
    }

    /** Classes that the words do not name keep their limits. */
    @Override
    protected Map<ClientClass, Limit> parse(List<String> words, Map<ClientClass, Limit> current)
            throws DirectiveException {
        if (words.size() % 4 != 0) {
            throw new DirectiveException(
                    "Wrong number of arguments in buffer limit configuration.");
        }
        Map<ClientClass, Limit> limits = new EnumMap<>(current);
        for (int i = 0; i < words.size(); i += 4) {
            limits.put(
                    ClientClass.named(words.get(i)),
                    limit(words.get(i + 1), words.get(i + 2), words.get(i + 3)));
        }
        return limits;
    }

    private static Limit limit(String hard, String soft, String seconds) throws DirectiveException {
        long hardBytes = MemorySize.parseOrMinusOne(hard);
        long softBytes = MemorySize.parseOrMinusOne(soft);
        boolean isNumber = SignedDecimal.isNumber(seconds);
        if (hardBytes < 0 || softBytes < 0 || !isNumber || SignedDecimal.valueOf(seconds) < 0) {
            throw new DirectiveException(
                    "Error in hard, soft or soft_seconds setting in buffer limit configuration.");
        }
        return new Limit(hardBytes, softBytes, SignedDecimal.valueOf(seconds));
    }

    @Override
    public String show(Map<ClientClass, Limit> value) {
        List<String> all = new ArrayList<>();
        for (ClientClass each : ClientClass.values()) {
            Limit limit = value.get(each);
            all.add(
                    each.shown
                            + " "
                            + limit.hardBytes
                            + " "
                            + limit.softBytes
                            + " "
                            + limit.softSeconds);
        }
        return String.join(" ", all);
    }

    @Override
    protected String write(Map<ClientClass, Limit> value) {
        return Arrays.stream(ClientClass.values())
                .map(each -> write(each, value.get(each)))
                .collect(Collectors.joining(" "));
    }

    private static String write(ClientClass each, Limit limit) {
        return each.written
                + " "
                + MemorySize.withUnit(limit.hardBytes)
                + " "
                + MemorySize.withUnit(limit.softBytes)
                + " "
                + limit.softSeconds;
    }

    /** One line for each class, needed where its limit is not the default. */
    @Override
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        get().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(
                        entry ->
                                lines.add(
                                        new Line(
                                                write(entry.getKey(), entry.getValue()),
                                                !entry.getValue()
                                                        .equals(initial().get(entry.getKey())))));
        return lines;
    }
}
