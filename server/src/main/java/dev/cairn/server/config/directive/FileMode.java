// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config.directive;

import java.util.regex.Pattern;

/** A directive that holds the permission bits of a file, spelled in octal. */
public final class FileMode extends NumberDirective {
    private static final Pattern OCTAL = Pattern.compile("[+-]?[0-7]{1,20}");

    public FileMode(DirectiveSpec spec, long initial) {
        super(spec, initial, 0, 0777);
    }

    @Override
    long number(String word) throws DirectiveException {
        if (word.isEmpty()) {
            return 0;
        }
        if (!OCTAL.matcher(word).matches()) {
            throw new DirectiveException("argument couldn't be parsed as an octal number");
        }
        return Long.parseLong(word, 8);
    }

    @Override
    String shown(long number) {
        return Long.toOctalString(number);
    }
}
