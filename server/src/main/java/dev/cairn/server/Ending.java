// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server;

/** Why a server stops. */
public enum Ending {
    /** Somebody wished it. */
    WISHED,

    /** The world does not let it go on; its log says why. */
    FAILED,

    /** A fault of its own has left its memory in doubt; the next start recovers. */
    FAULT
}
