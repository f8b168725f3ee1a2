// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.restore;

import dev.cairn.rdb.codec.ValueTarget;

import java.lang.reflect.Proxy;

/**
 * A target that takes every value, of whatever type, and keeps none. A proxy, so that a new type needs no line here: what
 * is asked is whether an element was taken, and it always was.
 */
final class DiscardedValues {
    private DiscardedValues() {}

    static ValueTarget target() {
        return (ValueTarget)
                Proxy.newProxyInstance(
                        DiscardedValues.class.getClassLoader(),
                        new Class<?>[] {ValueTarget.class},
                        (proxy, method, arguments) ->
                                method.getReturnType() == boolean.class ? Boolean.TRUE : null);
    }
}
