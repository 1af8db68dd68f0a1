package dev.registrar.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PointerTest {
    @Test
    void toString_specialCharacters_areEscapedAsInRfc6901() {
        assertThat(Pointer.of("repositories", "a/b~c", "")).hasToString("/repositories/a~1b~0c/");
        assertThat(Pointer.ROOT).hasToString("");
    }

    @Test
    void parent_ofChild_isWhereItCameFrom() {
        assertThat(Pointer.of("a").child("b").parent()).isEqualTo(Pointer.of("a"));
        assertThat(Pointer.ROOT.parent()).isEqualTo(Pointer.ROOT);
    }
}
