// SPDX-License-Identifier: Apache-2.0
/** Tests of the counted trees. */
package dev.cairn.storage.tree;
