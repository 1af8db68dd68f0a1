package dev.registrar.sandbox;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The faults still to strike, in the order in which they were planted. */
final class Faults {
    private final List<Fault> planted = new ArrayList<>();

    synchronized void plant(Fault fault) {
        planted.add(fault);
    }

    synchronized void clear() {
        planted.clear();
    }

    /** The first fault that matches and is not still to be skipped; counts it down. */
    synchronized @Nullable Fault strike(String method, String path) {
        for (int i = 0; i < planted.size(); i++) {
            Fault fault = planted.get(i);
            if (!matches(fault, method, path)) {
                continue;
            }
            if (fault.skip() > 0) {
                planted.set(i, fault.skipping(fault.skip() - 1));
                return null;
            }
            planted.set(i, fault.times(fault.times() - 1));
            removeSpent();
            return fault;
        }
        return null;
    }

    private void removeSpent() {
        for (Iterator<Fault> it = planted.iterator(); it.hasNext(); ) {
            if (it.next().times() <= 0) {
                it.remove();
            }
        }
    }

    private static boolean matches(Fault fault, String method, String path) {
        return (fault.method().equals("*") || fault.method().equals(method))
                && fault.path().matcher(path).matches();
    }
}
