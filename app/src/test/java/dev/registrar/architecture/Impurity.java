package dev.registrar.architecture;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;

/** What makes the same input give another result, or leaves a trace: network, files, clock, chance, environment, log. */
final class Impurity {
    private static final Set<String> PACKAGES =
            Set.of("java.net", "java.net.http", "java.nio.file", "java.nio.channels", "java.util.logging", "org.slf4j");
    // Addresses as mere text.
    private static final Set<String> HARMLESS =
            Set.of("java.net.URI", "java.net.URISyntaxException", "java.net.URLEncoder", "java.net.URLDecoder");
    private static final Set<String> TYPES = Set.of(
            "java.io.Console",
            "java.io.File",
            "java.io.FileInputStream",
            "java.io.FileOutputStream",
            "java.io.FileReader",
            "java.io.FileWriter",
            "java.io.RandomAccessFile",
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.lang.Runtime",
            "java.lang.System$Logger",
            "java.lang.Thread",
            "java.security.SecureRandom",
            "java.time.Clock",
            "java.time.InstantSource",
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.util.Timer",
            "java.util.concurrent.ThreadLocalRandom");
    private static final Set<String> SYSTEM =
            Set.of("currentTimeMillis", "nanoTime", "getenv", "getProperty", "getLogger", "out", "err", "in");

    private Impurity() {}

    static boolean isImpure(JavaClass type) {
        JavaClass element = type.getBaseComponentType();
        return TYPES.contains(element.getName())
                || (PACKAGES.contains(element.getPackageName()) && !HARMLESS.contains(element.getName()));
    }

    static boolean isImpure(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getTarget().getName();
        return (owner.equals("java.lang.System") && SYSTEM.contains(name))
                || (owner.startsWith("java.time.") && name.equals("now"))
                || (owner.equals("java.util.UUID") && name.equals("randomUUID"))
                || (owner.equals("java.lang.Math") && name.equals("random"));
    }

    static boolean readsClassPath(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        return (owner.equals("java.lang.Class") || owner.equals("java.lang.ClassLoader"))
                && access.getTarget().getName().startsWith("getResource");
    }
}
