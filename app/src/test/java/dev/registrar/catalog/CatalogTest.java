package dev.registrar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.registrar.catalog.Registry.Governance;
import dev.registrar.text.Pointer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CatalogTest {
    @Test
    void with_newOrKnownRegistry_leavesTheOldCatalogAsItWas() {
        Catalog one = Catalog.of(List.of(registry("b", "x"), registry("a", "x")));
        Catalog two = one.with(registry("c", "x")).with(registry("b", "y"));

        assertThat(two.registries().keySet()).containsExactly("b", "a", "c");
        assertThat(two.registry("b").flatMap(Registry::owner)).contains("y");
        assertThat(one.registry("b").flatMap(Registry::owner)).contains("x");
        assertThat(two.without("b").without("none").registries().keySet()).containsExactly("a", "c");
    }

    @Test
    void registries_cannotBeChangedFromOutside() {
        Map<String, Registry> source = new HashMap<>(Map.of("a", registry("a", "x")));
        Catalog catalog = new Catalog(source);
        source.clear();

        assertThat(catalog.registry("a")).isPresent();
        assertThatThrownBy(() -> catalog.registries().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThat(Catalog.EMPTY.registry("a")).isEmpty();
    }

    @Test
    void effective_whatTheEntryLeavesOut_isTheTiers() {
        Controls tier = new Controls(TagMutability.IMMUTABLE, Encryption.KMS, 50, Scanning.CRITICAL);
        Governance weaker = new Governance(
                true, Optional.empty(), Optional.of(Encryption.AES256), Optional.empty(), Optional.of(20));

        assertThat(registry("a", weaker).effective(tier))
                .isEqualTo(new Controls(TagMutability.IMMUTABLE, Encryption.AES256, 20, Scanning.CRITICAL));
        assertThat(registry("a", "x").effective(tier)).isEqualTo(tier);
    }

    @ParameterizedTest
    @EnumSource(Field.class)
    void of_field_pointsIntoTheEntry(Field field) {
        Pointer pointer = field.of("a.b/c");
        assertThat(pointer.segments())
                .startsWith("repositories", "a.b/c")
                .endsWith(field.path().toArray(new String[0]));
        assertThat(field.dotted()).isEqualTo(String.join(".", field.path()));
    }

    @Test
    void read_word_isExact() {
        assertThat(Vocabulary.read(RiskTier.class, "high")).contains(RiskTier.HIGH);
        assertThat(Vocabulary.read(RiskTier.class, "High")).isEmpty();
        assertThat(Vocabulary.words(Encryption.class)).containsExactly("AES256", "KMS");
    }

    private static Registry registry(String name, String owner) {
        return new Registry(
                name,
                Optional.empty(),
                Optional.of(owner),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Governance(false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static Registry registry(String name, Governance governance) {
        return new Registry(
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                governance);
    }
}
