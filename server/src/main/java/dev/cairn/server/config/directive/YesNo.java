// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config.directive;

import java.util.List;

/** A directive that is on or off. */
public final class YesNo extends Directive<Boolean> {
    private boolean value;

    public YesNo(DirectiveSpec spec, boolean initial) {
        super(spec, initial);
        value = initial;
    }

    public boolean isOn() {
        return value;
    }

    @Override
    public Boolean get() {
        return value;
    }

    @Override
    public void put(Boolean newValue) {
        value = newValue;
    }

    @Override
    protected Boolean parse(List<String> words, Boolean current) throws DirectiveException {
        String word = words.get(0);
        if (word.equalsIgnoreCase("yes")) {
            return true;
        }
        if (word.equalsIgnoreCase("no")) {
            return false;
        }
        throw new DirectiveException("argument must be 'yes' or 'no'");
    }

    @Override
    public String show(Boolean value) {
        return value ? "yes" : "no";
    }

    @Override
    protected String write(Boolean value) {
        return show(value);
    }
}
