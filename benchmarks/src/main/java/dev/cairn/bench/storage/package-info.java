// SPDX-License-Identifier: Apache-2.0

/** What it costs to find and to add a key. */
package dev.cairn.bench.storage;
