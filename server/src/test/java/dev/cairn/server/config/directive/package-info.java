// SPDX-License-Identifier: Apache-2.0
/** The kinds of directives and the words that they take. */
package dev.cairn.server.config.directive;
