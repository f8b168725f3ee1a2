// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/**
 * Signals of the operating system.
 *
 * <p>A shutdown hook could not tell SIGINT from SIGTERM, and a JVM that ends by one returns 143 rather than 0. The class
 * that can is not part of Java's specification, so it is reached by reflection: a JVM without it ends by its hooks.
 */
final class Signals {
    private Signals() {}

    /** Has the handler called with the signal's name on a thread of the JVM; false where this JVM cannot. */
    static boolean handle(String name, Consumer<String> handler) {
        InvocationHandler invocation =
                (proxy, method, arguments) ->
                        switch (method.getName()) {
                            case "handle" -> {
                                handler.accept("SIG" + name);
                                yield null;
                            }
                            case "equals" -> proxy == arguments[0];
                            case "hashCode" -> System.identityHashCode(proxy);
                            default -> "handler of SIG" + name;
                        };
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> signalHandler = Class.forName("sun.misc.SignalHandler");
            Object proxy =
                    Proxy.newProxyInstance(
                            Signals.class.getClassLoader(),
                            new Class<?>[] {signalHandler},
                            invocation);
            signal.getMethod("handle", signal, signalHandler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
