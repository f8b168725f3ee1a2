// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.docs;

import java.util.List;

/**
 * One argument of a command, as {@code COMMAND DOCS} describes it: a leaf, or a group ({@code oneof}, {@code block}) of
 * further arguments. What an argument does not say is null.
 *
 * @param display the word that help texts print; null for a group
 * @param keySpecIndex which key specification the argument belongs to, -1 when it is no key
 * @param flags {@code optional}, {@code multiple}, {@code multiple_token}
 */
public record Argument(
        String name,
        String type,
        String display,
        int keySpecIndex,
        String token,
        String summary,
        String since,
        String deprecatedSince,
        List<String> flags,
        List<Argument> arguments) {}
