package dev.registrar.request;

import java.util.List;
import java.util.function.Function;

/** What an issue's text turns out to be. */
public sealed interface FormRead {
    <T> T match(Function<Read, T> read, Function<Faulty, T> faulty);

    record Read(RegistryRequest request) implements FormRead {
        @Override
        public <T> T match(Function<Read, T> read, Function<Faulty, T> faulty) {
            return read.apply(this);
        }
    }

    /**
     * The form cannot be made a request of.
     *
     * @param faults all of them, in the order of the form's fields; at least one
     */
    record Faulty(List<FormFault> faults) implements FormRead {
        public Faulty {
            faults = List.copyOf(faults);
        }

        @Override
        public <T> T match(Function<Read, T> read, Function<Faulty, T> faulty) {
            return faulty.apply(this);
        }
    }
}
