package dev.registrar.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextEditTest {
    @Test
    void apply_severalEdits_eachAtItsPlaceInTheOldText() {
        List<TextEdit> edits = List.of(new TextEdit(4, 5, "E"), TextEdit.insert(0, "<"), new TextEdit(1, 3, ""));
        assertThat(TextEdit.apply("abcdef", edits)).isEqualTo("<adEf");
    }

    @Test
    void apply_overlappingOrOutside_isRefused() {
        assertThatThrownBy(() -> TextEdit.apply("abc", List.of(new TextEdit(0, 2, ""), new TextEdit(1, 3, ""))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TextEdit.apply("abc", List.of(new TextEdit(2, 4, ""))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TextEdit(2, 1, "")).isInstanceOf(IllegalArgumentException.class);
    }
}
