// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.session;

/** Which replies a client wants, as {@code CLIENT REPLY} sets it. */
public enum ReplyMode {
    ON,
    OFF,
    /** The reply to the running command is dropped, and so will be the next one's. */
    SKIP_NEXT,
    /** The reply to the running command is dropped. */
    SKIP
}
