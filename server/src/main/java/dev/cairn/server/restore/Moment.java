// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.restore;

/** Which state is wanted: that of a position, of a time, or the newest there is. */
public sealed interface Moment {
    /** The state behind all commands up to this position. */
    record Position(long value) implements Moment {}

    /** The state at this time, in milliseconds since 1970. */
    record Time(long millis) implements Moment {}

    /** All there is. */
    record Newest() implements Moment {}
}
