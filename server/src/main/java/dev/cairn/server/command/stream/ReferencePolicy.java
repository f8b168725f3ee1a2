// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.stream;

/** What becomes of the references that groups have to an entry which is to be deleted. */
enum ReferencePolicy {
    /** They stay. */
    KEEPREF,
    /** They go with the entry. */
    DELREF,
    /** The entry is deleted only when every group has got and acknowledged it. */
    ACKED
}
