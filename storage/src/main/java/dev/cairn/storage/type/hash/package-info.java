// SPDX-License-Identifier: Apache-2.0
/** The type hash: what its values' bytes mean and how commands change them. */
package dev.cairn.storage.type.hash;
