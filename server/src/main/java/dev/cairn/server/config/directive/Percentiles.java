// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config.directive;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A directive that takes a list of percentiles between 0 and 100. */
public final class Percentiles extends Directive<List<Double>> {
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
    private static final Pattern INFINITE = Pattern.compile("(?i)[+-]?inf(inity)?");

    private final String refusal;
    private final String outOfRange;
    private List<Double> value;

    public Percentiles(DirectiveSpec spec, List<Double> initial) {
        super(spec.severalWords(), initial);
        refusal = "Invalid " + name() + " parameters";
        outOfRange = name() + " parameters should sit between [0.0,100.0]";
        value = initial;
    }

    public List<Double> value() {
        return value;
    }

    @Override
    public List<Double> get() {
        return value;
    }

    @Override
    public void put(List<Double> newValue) {
        value = newValue;
    }

    @Override
    protected List<Double> parse(List<String> words, List<Double> current)
            throws DirectiveException {
        List<Double> percentiles = new ArrayList<>();
        if (!words.equals(List.of(""))) {
            for (String word : words) {
                percentiles.add(percentile(word));
            }
        }
        return List.copyOf(percentiles);
    }

    private double percentile(String word) throws DirectiveException {
        if (INFINITE.matcher(word).matches()) {
            throw new DirectiveException(outOfRange);
        }
        if (!DECIMAL.matcher(word).matches()) {
            throw new DirectiveException(refusal);
        }
        double percentile = Double.parseDouble(word);
        if (percentile < 0 || percentile > 100) {
            throw new DirectiveException(outOfRange);
        }
        return percentile;
    }

    /** A number with at most six decimals and no zeros at its end. */
    public static String show(double percentile) {
        String text =
                new BigDecimal(percentile)
                        .setScale(6, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros()
                        .toPlainString();
        return Double.doubleToRawLongBits(percentile) < 0 && !text.startsWith("-")
                ? "-" + text
                : text;
    }

    @Override
    public String show(List<Double> value) {
        return value.stream().map(Percentiles::show).collect(Collectors.joining(" "));
    }

    @Override
    protected String write(List<Double> value) {
        return value.isEmpty() ? "\"\"" : show(value);
    }

    @Override
    public List<Line> lines() {
        return List.of(new Line(written(), true));
    }
}
