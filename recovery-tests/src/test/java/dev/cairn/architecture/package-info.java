// SPDX-License-Identifier: Apache-2.0

/**
 * The tests that hold up the shape of the code: module arrows, what each room may know, sizes, names.
 *
 * <p>They stand in this module because it alone sees every class. Each exception is listed here with its reason; a
 * rule that needs many of them is the wrong rule, or tells of a room in the wrong place.
 */
package dev.cairn.architecture;
