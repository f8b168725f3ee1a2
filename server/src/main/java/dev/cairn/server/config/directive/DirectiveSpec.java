// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config.directive;

import java.util.EnumSet;
import java.util.Set;

/** What a directive states about itself beside its values: names, help, who may change it and when. */
public final class DirectiveSpec {
    private enum Trait {
        /** Only a file or the command line sets it. */
        IMMUTABLE,
        /** Clients change it only where {@code enable-protected-configs} lets them. */
        PROTECTED,
        /** Its values are kept out of logs. */
        SENSITIVE,
        /** Patterns do not find it, its full name does. */
        HIDDEN,
        /** Refused while data is being loaded. */
        FIXED_WHILE_LOADING,
        /** Takes several words. */
        SEVERAL_WORDS
    }

    private final String name;
    private final String help;
    private final Set<Trait> traits = EnumSet.noneOf(Trait.class);
    private String alias = "";
    private String inertReason = "";
    private String fixedReason = "";

    private DirectiveSpec(String name, String help) {
        this.name = name;
        this.help = help;
    }

    /** Begins a directive: its name, and one line that says what it does and when to change it. */
    public static DirectiveSpec named(String name, String help) {
        return new DirectiveSpec(name, help);
    }

    /** Begins a directive of Valkey that has no effect here, and says why not. */
    public static DirectiveSpec inert(String name, String reason) {
        DirectiveSpec spec = new DirectiveSpec(name, "");
        spec.inertReason = reason;
        return spec;
    }

    /** A second name, under which clients and files find the directive too. */
    public DirectiveSpec alias(String value) {
        alias = value;
        return this;
    }

    /** Any value but the default is refused with this reason: ignoring it would break what the user relies on. */
    public DirectiveSpec fixed(String reason) {
        fixedReason = reason;
        return this;
    }

    public DirectiveSpec immutable() {
        return with(Trait.IMMUTABLE);
    }

    public DirectiveSpec protectedByDefault() {
        return with(Trait.PROTECTED);
    }

    public DirectiveSpec sensitive() {
        return with(Trait.SENSITIVE);
    }

    public DirectiveSpec hidden() {
        return with(Trait.HIDDEN);
    }

    public DirectiveSpec fixedWhileLoading() {
        return with(Trait.FIXED_WHILE_LOADING);
    }

    DirectiveSpec severalWords() {
        return with(Trait.SEVERAL_WORDS);
    }

    private DirectiveSpec with(Trait trait) {
        traits.add(trait);
        return this;
    }

    public String name() {
        return name;
    }

    /** The second name, empty where there is none. */
    public String alias() {
        return alias;
    }

    public String help() {
        return help;
    }

    /** Why the directive has no effect here; empty where it has one. */
    public String inertReason() {
        return inertReason;
    }

    /** Why only the default is taken; empty where others are too. */
    String fixedReason() {
        return fixedReason;
    }

    public boolean isInert() {
        return !inertReason.isEmpty();
    }

    public boolean isImmutable() {
        return traits.contains(Trait.IMMUTABLE);
    }

    public boolean isProtected() {
        return traits.contains(Trait.PROTECTED);
    }

    public boolean isSensitive() {
        return traits.contains(Trait.SENSITIVE);
    }

    public boolean isHidden() {
        return traits.contains(Trait.HIDDEN);
    }

    public boolean isFixedWhileLoading() {
        return traits.contains(Trait.FIXED_WHILE_LOADING);
    }

    public boolean takesSeveralWords() {
        return traits.contains(Trait.SEVERAL_WORDS);
    }
}
