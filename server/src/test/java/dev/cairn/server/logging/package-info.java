// SPDX-License-Identifier: Apache-2.0
/** Lines of the log, each form and each level. */
package dev.cairn.server.logging;
