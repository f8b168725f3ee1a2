// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.segment;

import java.io.IOException;
import java.io.Serial;

/** No disk space could be reserved. Nothing was written; the same call may succeed later. */
public final class ReservationException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    ReservationException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
