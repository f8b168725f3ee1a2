// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config;

/** Who may do what is dangerous: nobody, every client, or those that connect from this machine. */
public enum ProtectedAction {
    NO,
    YES,
    LOCAL;

    /** Whether a client may do it that is or is not connected from this machine. */
    public boolean allows(boolean isLocalClient) {
        return this == YES || (this == LOCAL && isLocalClient);
    }
}
