// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config.directive;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The directive {@code save}: when so many seconds have passed and so many changes were made, a snapshot is due. */
public final class SavePoints extends Directive<List<SavePoints.SavePoint>> {
    private static final String REFUSAL = "Invalid save parameters";

    /** A snapshot is due when the last one is this old and this many changes were made since. */
    public record SavePoint(long seconds, long changes) {}

    private List<SavePoint> value;

    public SavePoints(DirectiveSpec spec, List<SavePoint> initial) {
        super(spec.severalWords(), initial);
        value = initial;
    }

    public List<SavePoint> value() {
        return value;
    }

    @Override
    public List<SavePoint> get() {
        return value;
    }

    @Override
    public void put(List<SavePoint> newValue) {
        value = newValue;
    }

    @Override
    protected List<SavePoint> parse(List<String> words, List<SavePoint> current)
            throws DirectiveException {
        if (words.equals(List.of(""))) {
            return List.of();
        }
        if (words.size() % 2 != 0) {
            throw new DirectiveException(REFUSAL);
        }
        List<SavePoint> points = new ArrayList<>();
        for (int i = 0; i < words.size(); i += 2) {
            points.add(new SavePoint(atLeast(1, words.get(i)), atLeast(0, words.get(i + 1))));
        }
        return List.copyOf(points);
    }

    /** Each line adds to those before it, and the first one replaces the default; an empty one forgets them all. */
    @Override
    List<SavePoint> parseLine(List<String> words, List<SavePoint> current, boolean first)
            throws DirectiveException {
        List<SavePoint> added = parse(words, current);
        if (first || words.equals(List.of(""))) {
            return added;
        }
        List<SavePoint> all = new ArrayList<>(current);
        all.addAll(added);
        return List.copyOf(all);
    }

    private static long atLeast(long min, String word) throws DirectiveException {
        if (!SignedDecimal.isNumber(word) || SignedDecimal.valueOf(word) < min) {
            throw new DirectiveException(REFUSAL);
        }
        return SignedDecimal.valueOf(word);
    }

    @Override
    public String show(List<SavePoint> value) {
        return value.stream()
                .map(point -> point.seconds() + " " + point.changes())
                .collect(Collectors.joining(" "));
    }

    @Override
    protected String write(List<SavePoint> value) {
        return value.isEmpty() ? "\"\"" : show(value);
    }

    @Override
    public List<Line> lines() {
        return List.of(new Line(written(), true));
    }
}
