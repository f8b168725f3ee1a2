// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.metrics;

import java.util.Collections;
import java.util.List;

/** A command worth remembering: it was slow, or large, or its reply was. */
public final class NotableCommand {
    private final long id;
    private final long unixSeconds;
    private final long value;
    private final List<byte[]> arguments;
    private final String clientAddress;
    private final byte[] clientName;

    NotableCommand(
            long id,
            long unixSeconds,
            long value,
            List<byte[]> arguments,
            String clientAddress,
            byte[] clientName) {
        this.id = id;
        this.unixSeconds = unixSeconds;
        this.value = value;
        this.arguments = Collections.unmodifiableList(arguments);
        this.clientAddress = clientAddress;
        this.clientName = clientName;
    }

    public long id() {
        return id;
    }

    public long unixSeconds() {
        return unixSeconds;
    }

    /** Microseconds, or bytes, as the log that it stands in counts. */
    public long value() {
        return value;
    }

    /** The command's words, shortened as {@link NotableCommands} says. */
    public List<byte[]> arguments() {
        return arguments;
    }

    public String clientAddress() {
        return clientAddress;
    }

    public byte[] clientName() {
        return clientName;
    }
}
