// SPDX-License-Identifier: Apache-2.0
/** Tests of restoring: every moment that was acknowledged comes back as it was. */
package dev.cairn.server.restore;
