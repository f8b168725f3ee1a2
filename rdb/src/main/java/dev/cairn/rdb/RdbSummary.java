// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb;

import dev.cairn.rdb.format.RdbVersion;

import java.util.List;
import java.util.Map;

/**
 * What a file turned out to hold.
 *
 * @param aux the facts about the file, by name
 * @param keys keys handed to the target
 * @param emptyKeys keys left out because their collections were empty
 * @param bytes length of the file
 * @param checksummed whether the file carried a checksum, which was right then
 * @param notices what was left out for want of a place, one sentence each
 */
public record RdbSummary(
        RdbVersion version,
        Map<String, String> aux,
        long keys,
        long emptyKeys,
        long bytes,
        boolean checksummed,
        List<String> notices) {}
